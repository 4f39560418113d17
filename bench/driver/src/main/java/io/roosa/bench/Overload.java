package io.roosa.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What becomes of orders when far more of them come than can be served. */
@Command(name = "overload", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Finds out what ROOSA can do, sends it ten times that for a minute, and tells what was accepted, refused, and done.")
final class Overload extends Trial {

    @Option(names = "--times", paramLabel = "N", defaultValue = "10", description = "How many times the capacity comes. Default: ${DEFAULT-VALUE}.")
    private double times;

    @Option(names = "--for", paramLabel = "SECONDS", defaultValue = "60", description = "How long. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "40000", description = "Orders before it is measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--warm-within", paramLabel = "SECONDS", defaultValue = "240", description = "The longest time for them. Default: ${DEFAULT-VALUE}.")
    private int warmWithin;

    @Option(names = "--warm-flood", paramLabel = "SECONDS", defaultValue = "15", description = "A flood before the measured one. Default: ${DEFAULT-VALUE}.")
    private int warmFlood;

    @Option(names = "--exp-opts", paramLabel = "OPTIONS", defaultValue = "", description = "What order-exp-api's JVM is told beside.")
    private String expOptions;

    private static final int ON_THEIR_WAY = 256;
    private static final int CAPACITY_SECONDS = 15;
    private static final int SETTLES = 10;
    // What waits in the store is taken up many at once, and shipped many at once: less than that tells of one wave alone.
    private static final int AFTERWARDS_SECONDS = 30;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final double GOODPUT = 0.8;
    private static final double REFUSED_WITHIN_MILLIS = 50;

    /**
     * One run.
     *
     * @param capacity shipped a second with 256 orders on their way
     * @param driverLate how late the driver itself sent an order; it is part of the waits
     * @param driverBusy the share of one core that the driver used while too many came
     * @param goodput shipped a second while too many came
     * @param after shipped a second from ten seconds after the last of them on, 256 on their way
     * @param left accepted orders that had not ended when the last came
     * @param lost accepted orders that never ended
     */
    record Figures(double capacity, double offered, long sent, long accepted, long refused, long withoutRetryAfter, Map<String, Integer> otherwise, Result.Millis acceptance,
            Result.Millis refusal, Result.Millis driverLate, double driverBusy, double goodput, double after, long left, double endedWithinSeconds, long lost, Map<String, List<Long>> residentMiB) {
    }

    @Override
    List<String> options(List<String> wanted) {
        return withWholeHeap(wanted);
    }

    @Override
    Object tried(House house) throws Exception {
        tell("starts");
        house.javaOptions(House.EXPERIENCE, words(expOptions));
        house.start(House.STORE, House.MOCKS.get(0), House.MOCKS.get(1), House.MOCKS.get(2), House.PROCESS, House.EXPERIENCE);
        try (Load load = new Load(new Target.Orders(house.port(House.EXPERIENCE)), order()); Flood flood = new Flood(house.port(House.EXPERIENCE), order());
             Watch watch = new Watch(house); StoreBehind store = new StoreBehind(house)) {
            load.settle(load.saturate(ON_THEIR_WAY, warmUp, Duration.ofSeconds(warmWithin), (placed, shipped) -> tell("warms up: " + shipped + " shipped")));
            double from = watch.now();
            Tally full = load.saturate(ON_THEIR_WAY, Long.MAX_VALUE, Duration.ofSeconds(CAPACITY_SECONDS), (placed, shipped) -> tell("shows what it can do: " + shipped));
            double capacity = watch.shippedPerSecond(from, watch.now());
            load.settle(full);
            // To refuse is work of its own, and as slow as any other until it was compiled: the first 25,000 refusals cost four times what later ones do.
            flood.pour(capacity * times, warmFlood, sent -> tell("warms up: " + sent + " came"));
            awaitEmpty(store);
            long before = Watch.shipped(house);
            Map<String, List<Long>> resident = new LinkedHashMap<>();
            double began = watch.now();
            noteResident(resident, house);
            Flood.Answers answers = flood.pour(capacity * times, seconds, sent -> tell("flooded: " + sent + " came"));
            double ended = watch.now();
            double goodput = watch.shippedPerSecond(began, began + seconds);
            noteResident(resident, house);
            long left = store.inFlight();
            awaitSecond(watch, ended + SETTLES);
            Tally again = load.saturate(ON_THEIR_WAY, Long.MAX_VALUE, Duration.ofSeconds(AFTERWARDS_SECONDS), (placed, shipped) -> tell("afterwards: " + shipped));
            double after = watch.shippedPerSecond(ended + SETTLES, watch.now());
            load.settle(again);
            awaitEmpty(store);
            double endedWithin = watch.now() - ended;
            noteResident(resident, house);
            long accepted = answers.accepted.getTotalCount();
            long lost = Math.max(0, accepted + again.accepted - (Watch.shipped(house) - before));
            return new Figures(capacity, capacity * times, answers.sent, accepted, answers.refused.getTotalCount(), answers.withoutRetryAfter, answers.otherwise,
                    Result.Millis.of(answers.accepted), Result.Millis.of(answers.refused), Result.Millis.of(answers.late), answers.driverBusy, goodput, after, left, endedWithin, lost + store.inFlight(), resident);
        }
    }

    private static void noteResident(Map<String, List<Long>> resident, House house) {
        for (String name : List.of(House.EXPERIENCE, House.PROCESS, House.STORE)) {
            resident.computeIfAbsent(name, first -> new java.util.ArrayList<>()).add(Inside.glance(house.server(name)).residentMiB());
        }
    }

    private static void awaitSecond(Watch watch, double second) throws InterruptedException {
        while (watch.now() < second) {
            Thread.sleep(50);
        }
    }

    private void awaitEmpty(StoreBehind store) throws InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        long left = store.inFlight();
        while (left > 0 && System.nanoTime() < until) {
            tell(left + " in flight");
            Thread.sleep(1_000);
            left = store.inFlight();
        }
    }

    @Override
    String table(Object figures) {
        Figures of = (Figures) figures;
        return String.format(Locale.ROOT, """
                capacity %.0f orders a second; %.0f a second came for %d s: %d
                accepted %d (p50 %.1f ms, p99 %.1f ms), refused %d (p50 %.1f ms, p99 %.1f ms, %d without Retry-After), otherwise %s
                of these waits the driver's own: p50 %.1f ms, p99 %.1f ms; it used %.0f %% of a core
                shipped meanwhile %.0f a second, %.0f %% of capacity; from 10 s after it on %.0f a second, %.0f %%
                accepted and not ended when the last came: %d; all had ended %.0f s after it; lost: %d
                resident before, when the last came, at the end, MiB: %s
                """, of.capacity(), of.offered(), seconds, of.sent(), of.accepted(), of.acceptance().p50(), of.acceptance().p99(), of.refused(), of.refusal().p50(),
                of.refusal().p99(), of.withoutRetryAfter(), of.otherwise(), of.driverLate().p50(), of.driverLate().p99(), 100 * of.driverBusy(), of.goodput(), 100 * of.goodput() / of.capacity(), of.after(), 100 * of.after() / of.capacity(),
                of.left(), of.endedWithinSeconds(), of.lost(), of.residentMiB());
    }

    @Override
    boolean passed(Object figures) {
        Figures of = (Figures) figures;
        return of.lost() == 0 && of.withoutRetryAfter() == 0 && of.otherwise().isEmpty() && of.goodput() >= GOODPUT * of.capacity()
                && of.refusal().p99() <= REFUSED_WITHIN_MILLIS;
    }
}
