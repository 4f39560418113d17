package io.roosa.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.roosa.system.House;
import io.roosa.system.Part;

/** What can be tried on the orders; each makes its plan of faults from the seed. */
enum Scenario {

    KILL_EACH("each application is killed in turn") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return Stream.generate(() -> shuffled(APPLICATIONS, random)).limit(Math.max(1, orders / 1000)).flatMap(List::stream)
                    .<Fault>map(application -> new Faults.Kill(application, between(random, 0, 2000))).toList();
        }
    },
    KILL_ALL("all six are killed at once") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return List.of(new Faults.KillAll(shuffled(APPLICATIONS, random), between(random, 0, 1000)),
                    new Faults.KillAll(shuffled(APPLICATIONS, random), between(random, 0, 1000)));
        }
    },
    KILL_PROCESS("order-proc-api is killed, twice") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return kills(House.PROCESS, 2, random);
        }
    },
    KILL_EXPERIENCE("order-exp-api is killed, twice") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return kills(House.EXPERIENCE, 2, random);
        }
    },
    STORE("the store is killed and hangs under load") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            List<Fault> faults = new ArrayList<>(kills(House.STORE, 2, random));
            faults.add(new Faults.Pause(House.STORE, between(random, 1500, 5000)));
            return faults;
        }
    },
    PAUSE_EACH("each application hangs in turn") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return shuffled(APPLICATIONS, random).stream().<Fault>map(application -> new Faults.Pause(application, between(random, 1000, 4000))).toList();
        }
    },
    BOUNDARIES("order-proc-api and order-exp-api die before and after each store write and each call") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return List.of(new Faults.Boundaries(House.PROCESS, halts(PROCESS_STEPS, random)),
                    new Faults.Boundaries(House.EXPERIENCE, halts(EXPERIENCE_STEPS, random)));
        }
    },
    TAKE_OVER("a paused order-proc-api wakes up after its orders were taken over") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return List.of(new Faults.TakeOver(Stream.generate(() -> between(random, 4200, 5200)).limit(5).toList()));
        }
    },
    BAD_LINE("charges arrive after their reversal or twice, answers are lost or late") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return List.of(new Faults.BadLine(between(random, 4000, 6000)),
                    new Faults.Misbehaviour(Map.of(House.PAYMENT, "{\"mode\":\"LOST_ANSWER\"}"), between(random, 1500, 3000), "payment-sys-api loses every answer"),
                    new Faults.Misbehaviour(Map.of(House.PAYMENT, "{\"timeoutRate\":1}"), between(random, 1500, 3000), "payment-sys-api answers everything late"));
        }
    },
    ALL_DOWN("every call fails technically, charges first, then all is well again") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            // While inventory is down no order comes as far as its charge, and so none meets the open breaker before payment.
            return List.of(told(House.PAYMENT, List.of(House.PAYMENT), "DOWN", between(random, 3000, 5000)),
                    told("all three systems", Stage.SYSTEMS, "DOWN", between(random, 4000, 6000)),
                    told("all three systems", Stage.SYSTEMS, "HANG", between(random, 2000, 4000)));
        }
    },
    DISK_FULL("the disk under the store is short of room, then full, and then it is not") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return List.of(new Faults.DiskTaken(32, between(random, 3000, 5000)), new Faults.DiskTaken(0, between(random, 3000, 5000)),
                    new Faults.DiskTaken(0, between(random, 3000, 5000)));
        }
    },
    POWER_LOSS("the machine under the store loses its power, three times") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            return Stream.<Fault>generate(() -> new Faults.PowerLoss(between(random, 0, 2000))).limit(3).toList();
        }
    },
    SMALL("a little of everything, for the build") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            List<Halt> process = shuffled(halts(PROCESS_STEPS, random), random).subList(0, 2);
            List<Halt> experience = shuffled(halts(EXPERIENCE_STEPS, random), random).subList(0, 1);
            return shuffled(List.of(new Faults.Kill(House.STORE, between(random, 0, 1000)),
                    new Faults.Boundaries(House.PROCESS, process), new Faults.Boundaries(House.EXPERIENCE, experience),
                    new Faults.TakeOver(List.of(between(random, 4200, 5200))), new Faults.BadLine(between(random, 2000, 3000)),
                    new Faults.KillAll(shuffled(APPLICATIONS, random), between(random, 0, 1000))), random);
        }
    },
    ALL("all of them") {
        @Override
        List<Fault> plan(SplittableRandom random, int orders) {
            List<Fault> faults = Stream.of(KILL_EACH, KILL_ALL, STORE, PAUSE_EACH, BOUNDARIES, TAKE_OVER, BAD_LINE, ALL_DOWN, DISK_FULL, POWER_LOSS)
                    .flatMap(scenario -> scenario.plan(random, orders).stream()).toList();
            return shuffled(faults, random);
        }
    };

    private static final List<String> APPLICATIONS = House.PARTS.stream().map(Part::name).toList();

    /** Each store write, each call, each way out of the process layer; how many orders may pass before one dies there. */
    private static final Map<String, Integer> PROCESS_STEPS = Map.ofEntries(Map.entry("journal.claim", 4), Map.entry("journal.append", 6),
            Map.entry("writeStatus", 12), Map.entry("callCheckInventory", 4), Map.entry("callChargePayment", 4), Map.entry("callCreateShipment", 2),
            Map.entry("callReversePayment", 1), Map.entry("journal.reversed", 1), Map.entry("direct:restOrder", 1), Map.entry("leaveInFlight", 4),
            Map.entry("copies.beat", 3));

    private static final Map<String, Integer> EXPERIENCE_STEPS = Map.of("idempotencyKeys.remember", 4, "writeJournal", 4, "writeStatus", 4,
            "enterInFlight", 4, "callProcessOrder", 4);

    private final String words;

    Scenario(String words) {
        this.words = words;
    }

    /** The faults in their order: the same seed, the same plan. */
    abstract List<Fault> plan(SplittableRandom random, int orders);

    /** What it tries. */
    String words() {
        return words;
    }

    /** As it is named on the command line. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Fault> kills(String application, int times, SplittableRandom random) {
        return Stream.<Fault>generate(() -> new Faults.Kill(application, between(random, 0, 2500))).limit(times).toList();
    }

    private static Fault told(String who, List<String> mocks, String mode, Duration time) {
        return new Faults.Misbehaviour(mocks.stream().collect(Collectors.toMap(mock -> mock, mock -> "{\"mode\":\"" + mode + "\"}")), time,
                who + ": " + mode + " for " + time.toMillis() + " ms");
    }

    private static List<Halt> halts(Map<String, Integer> steps, SplittableRandom random) {
        return steps.entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(step -> Stream.of(true, false)
                .map(before -> new Halt(before, step.getKey(), 1 + random.nextInt(step.getValue())))).toList();
    }

    private static Duration between(SplittableRandom random, int leastMillis, int mostMillis) {
        return Duration.ofMillis(random.nextInt(leastMillis, mostMillis + 1));
    }

    private static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            T moved = shuffled.get(i);
            int other = random.nextInt(i + 1);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, moved);
        }
        return List.copyOf(shuffled);
    }
}
