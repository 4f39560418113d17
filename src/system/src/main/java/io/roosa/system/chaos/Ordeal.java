package io.roosa.system.chaos;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.roosa.shared.app.Environment;
import io.roosa.system.AddressBook;
import io.roosa.system.Client;
import io.roosa.system.Examination;
import io.roosa.system.House;
import io.roosa.system.Invariants;
import io.roosa.system.Life;
import io.roosa.system.NotReady;
import io.roosa.system.Observation;
import io.roosa.system.Part;
import io.roosa.system.RunOptions;
import io.roosa.system.Shoppers;
import io.roosa.system.SixProcesses;
import io.roosa.system.StopsWithTheJvm;

/** Drives orders at the six processes while a plan of faults strikes them, heals everything, and gathers what became of the orders. */
final class Ordeal {

    private static final Duration HEALED_WITHIN = Duration.ofSeconds(120);
    private static final Duration LEDGERS_WITHIN = Duration.ofSeconds(60);

    /** With a bug planted an order that is lost need not be waited for that long. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(20);
    private static final Duration ORDERS_MET_WITHIN = Duration.ofSeconds(60);
    private static final Duration FIRST_ORDERS = Duration.ofMillis(700);
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final int LEAST_MEGABYTES = 160;
    private static final int EXAMINERS = 8;
    private static final int INTERRUPTED = 130;
    private static final List<String> MODEST = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Scenario scenario;
    private final int orders;
    private final long seed;
    private final Optional<PlantedBug> bug;
    private final Path directory;
    private final PrintWriter out;

    /**
     * @param orders how many are placed
     * @param seed what plan, orders and the line's faults are drawn from
     * @param bug what one of the applications does wrong, for the proof that it is noticed
     * @param directory where data and logs go
     */
    Ordeal(Scenario scenario, int orders, long seed, Optional<PlantedBug> bug, Path directory, PrintWriter out) {
        this.scenario = scenario;
        this.orders = orders;
        this.seed = seed;
        this.bug = bug;
        this.directory = directory;
        this.out = out;
    }

    /**
     * Goes through the whole of it; answers nothing where this machine lets none of its faults happen.
     *
     * @throws NotReady where a process does not come back
     */
    Optional<Findings> run() {
        List<Fault> plan = scenario.plan(new SplittableRandom(seed), orders);
        if (plan.stream().allMatch(fault -> fault.needs() == Fault.Needs.NOTHING)) {
            return Optional.of(run(plan, Optional.empty()));
        }
        Optional<StoreDisk> disk = StoreDisk.at(directory.resolve("data").resolve(House.STORE).toAbsolutePath(), LEAST_MEGABYTES + orders / 10);
        Fault.Needs met = disk.map(had -> had.canLosePower() ? Fault.Needs.A_DISK_THAT_LOSES_POWER : Fault.Needs.A_DISK_OF_ITS_OWN)
                .orElse(Fault.Needs.NOTHING);
        List<Fault> possible = plan.stream().filter(fault -> fault.needs().compareTo(met) <= 0).toList();
        plan.stream().filter(fault -> !possible.contains(fault)).forEach(fault -> out.println("SKIPPED: " + fault.told()
                + "; it takes Linux and the right to mount, as root has it (for a full disk 'unshare -rm ./roosa chaos ...' will do)"));
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(possible, disk));
        } finally {
            disk.ifPresent(StoreDisk::close);
        }
    }

    private Findings run(List<Fault> plan, Optional<StoreDisk> disk) {
        AddressBook addresses = addresses();
        try (Line line = new Line(addresses.ownUrl(House.PAYMENT), seed)) {
            if (plan.stream().anyMatch(Faults.BadLine.class::isInstance)) {
                addresses.with("payment-sys-api.url", line.url());
            }
            Map<String, List<String>> sabotage = new ConcurrentHashMap<>();
            bug.ifPresent(planted -> sabotage.put(planted.application(), planted.launched()));
            SixProcesses processes = new SixProcesses(addresses, RunOptions.home(), directory, part -> launched(part, sabotage));
            return StopsWithTheJvm.during(processes, INTERRUPTED, () -> {
                disk.ifPresent(StoreDisk::close);
                out.println("interrupted; all stopped");
            }, () -> {
                Instant began = Instant.now();
                processes.start(part -> { });
                out.printf(Locale.ROOT, "six processes serve after %.1f s; data and logs in %s%n", seconds(Duration.between(began, Instant.now())), directory);
                return struck(plan, processes, addresses, sabotage, line, disk);
            });
        }
    }

    private Findings struck(List<Fault> plan, SixProcesses processes, AddressBook addresses, Map<String, List<String>> sabotage, Line line,
            Optional<StoreDisk> disk) {
        Client client = new Client(addresses::ownUrl);
        Outages outages = new Outages();
        Stage stage = new Stage(processes, addresses, sabotage, outages, client, line, disk);
        // The first question loads classes, here and there: that time is no order's.
        client.status("019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071").join();
        List<String> faults = new ArrayList<>();
        try (Customers customers = new Customers(client, outages, new Shoppers(seed).draw(orders),
                "chaos-" + seed + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX))) {
            int weights = plan.stream().mapToInt(Fault::weight).sum();
            int weight = 0;
            int letIn = 0;
            for (Fault fault : plan) {
                weight += fault.weight();
                int more = (int) ((long) orders * weight / weights) - letIn;
                letIn += more;
                customers.letIn(more, fault.lasts());
                Stage.hold(FIRST_ORDERS);
                say(customers, fault.told());
                fault.strike(stage);
                faults.add(fault.told());
                int met = letIn;
                if (!Stage.cameTrue(ORDERS_MET_WITHIN, () -> customers.placed() >= met)) {
                    say(customers, "orders are still being placed");
                }
            }
            return healed(stage, customers, client, faults, processes);
        }
    }

    private Findings healed(Stage stage, Customers customers, Client client, List<String> faults, SixProcesses processes) {
        stage.behave();
        Duration lastFault = customers.elapsed();
        say(customers, "all is healed; waiting for the orders that have not ended");
        Instant until = Instant.now().plus(bug.isPresent() ? LOST_AFTER : HEALED_WITHIN);
        while ((customers.placed() < orders || customers.open() > 0) && Instant.now().isBefore(until)) {
            if (!Stage.cameTrue(PROGRESS, () -> customers.placed() >= orders && customers.open() == 0)) {
                say(customers, customers.open() + " have not ended");
            }
        }
        customers.lookAtAll();
        Duration lastEnd = customers.lives().stream().filter(Life::isEnded).map(life -> life.seen().get(life.seen().size() - 1).at())
                .max(Duration::compareTo).orElse(lastFault);
        say(customers, "reading histories and ledgers");
        List<Observation> observations = examined(customers.lives(), client, bug.isPresent() ? LOST_AFTER.dividedBy(2) : LEDGERS_WITHIN);
        return new Findings(observations, Invariants.judge(observations), customers.otherwise(), customers.lives(), customers.reads(),
                customers.placedAgain(), customers.placed(), lastEnd.compareTo(lastFault) > 0 ? lastEnd.minus(lastFault) : Duration.ZERO,
                customers.elapsed(), stage.kills(), stage.pauses(), stage.endings(), stage.missed(), stage.untried(), stage.line().told(),
                faults);
    }

    private static List<Observation> examined(List<Life> lives, Client client, Duration patience) {
        Examination examination = new Examination(client, patience);
        ExecutorService examiners = Executors.newFixedThreadPool(EXAMINERS);
        try {
            List<Future<Observation>> observations = lives.stream().map(life -> examiners.submit(() -> examination.of(life))).toList();
            List<Observation> all = new ArrayList<>();
            for (Future<Observation> observation : observations) {
                all.add(observation.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        } finally {
            examiners.shutdownNow();
        }
    }

    private AddressBook addresses() {
        AddressBook addresses = AddressBook.of(Environment.named("test"));
        House.PARTS.stream().flatMap(part -> Stream.of(part.name() + ".port", part.name() + ".management.port"))
                .forEach(port -> addresses.with(port, String.valueOf(Ports.free())));
        // Slow enough that a fault meets orders at every step.
        addresses.with("inventory-sys-api.latency-min", "30ms").with("inventory-sys-api.latency-max", "400ms")
                .with("payment-sys-api.latency-min", "30ms").with("payment-sys-api.latency-max", "400ms")
                .with("shipping-sys-api.latency-min", "30ms").with("shipping-sys-api.latency-max", "400ms");
        Stage.SYSTEMS.forEach(mock -> addresses.with(mock + ".seed", String.valueOf(seed)));
        return addresses.keptIn(directory.resolve("data"));
    }

    /** With a modest heap unless another was asked for. */
    private static List<String> launched(Part part, Map<String, List<String>> sabotage) {
        boolean asked = ManagementFactory.getRuntimeMXBean().getInputArguments().stream().anyMatch(option -> option.startsWith("-Xmx"));
        List<String> command = new ArrayList<>(asked ? List.of() : MODEST);
        command.addAll(sabotage.getOrDefault(part.name(), List.of("-jar", RunOptions.home().resolve(part.jar()).toString())));
        return command;
    }

    private void say(Customers customers, String what) {
        out.printf(Locale.ROOT, "%7.1f s  %5d placed, %4d open  %s%n", seconds(customers.elapsed()), customers.placed(), customers.open(), what);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
