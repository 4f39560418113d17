package io.roosa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What becomes of cost, and of the time to resume, as orders pile up in the store, in flight, and copies share them. */
@Command(name = "growth", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Measures an order's cost with few and with many finished orders in the store, and how soon orders in flight are resumed by one copy and by several.")
final class Growth extends Trial {

    @Option(names = "--only", paramLabel = "a,b,...", split = ",", defaultValue = "finished,resume,copies",
            description = "Only these of finished, resume, copies. Default: ${DEFAULT-VALUE}.")
    private List<String> only;

    @Option(names = "--finished", paramLabel = "N,...", split = ",", defaultValue = "1000,1000000", description = "Finished orders in the store. Default: ${DEFAULT-VALUE}.")
    private List<Integer> finished;

    @Option(names = "--in-flight", paramLabel = "N,...", split = ",", defaultValue = "10,1000,100000",
            description = "Orders in flight that a dead copy left behind. Default: ${DEFAULT-VALUE}.")
    private List<Integer> inFlight;

    @Option(names = "--copies", paramLabel = "N,...", split = ",", defaultValue = "1,2,3", description = "Copies that share a backlog. Default: ${DEFAULT-VALUE}.")
    private List<Integer> copies;

    @Option(names = "--backlog", paramLabel = "N", defaultValue = "20000", description = "The orders that the copies share. Default: ${DEFAULT-VALUE}.")
    private int backlog;

    @Option(names = "--orders", paramLabel = "N", defaultValue = "5000", description = "Orders of which the cost is measured. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--rate", paramLabel = "R", description = "Orders a second while it is measured. Default: half of what it can do.")
    private Optional<Double> rate;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20000", description = "Orders before it is measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--within", paramLabel = "TIME", defaultValue = "5m", description = "How long orders may take to be resumed; what has not ended by then is left. Default: ${DEFAULT-VALUE}.")
    private String within;

    @Option(names = "--with", paramLabel = "FILE,...", split = ",", description = "What earlier runs wrote by --json, to be shown beside this one's.")
    private List<Path> earlier = List.of();

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw it too, as PNG.")
    private Optional<Path> plot;

    private static final int ON_THEIR_WAY = 256;
    private static final Duration WARM_WITHIN = Duration.ofSeconds(90);
    private static final Duration CAPACITY_SHOWN_IN = Duration.ofSeconds(10);
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(90);
    private static final Duration SPECIMEN_WITHIN = Duration.ofSeconds(30);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final int IDLE_SECONDS = 5;
    private static final long CLOSE_LOOK_MILLIS = 20;
    private static final long LOOK_MILLIS = 250;
    private static final double DEARER = 1.25;
    private static final long SEED = 20261124;

    /** All of it; a list is empty where that part was left out. */
    record Figures(List<Kept> finished, List<Restarted> restarts, List<Resumed> resume, List<Resumed> copies) {

        Figures and(Figures more) {
            return new Figures(joined(finished, more.finished), joined(restarts, more.restarts), joined(resume, more.resume), joined(copies, more.copies));
        }

        private static <T> List<T> joined(List<T> some, List<T> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }
    }

    /**
     * What orders cost with so many finished ones in the store.
     *
     * @param cpuPerThousand CPU seconds of order-exp-api, order-proc-api and order-status-store for 1,000 orders
     * @param processes the same for each of them
     * @param idleShare of one core that these three use while nobody places or asks for an order
     * @param filledPerSecond orders written a second when the store was filled
     * @param complaints what went wrong, and how often
     */
    record Kept(long finished, double rate, long shipped, double cpuPerThousand, Map<String, Double> processes, double idleShare, Result.Millis acceptance,
            Result.Millis status, Result.Millis added, long diskMiB, long storeResidentMiB, double filledPerSecond, Map<String, Integer> complaints) {

        /** The first runs did not tell what went wrong. */
        Kept {
            complaints = complaints == null ? Map.of() : Map.copyOf(complaints);
        }
    }

    /**
     * Seconds from the store's start until it serves, empty, and holding so many finished orders after it was stopped, and after kill -9;
     * 0 where it did not within minutes.
     *
     * @param stopping seconds that it took to stop
     */
    record Restarted(long finished, double empty, double stopping, double afterStop, double afterKill) {
    }

    /**
     * What fresh copies made of the orders that a dead one had left.
     *
     * @param readySeconds from the start of the copies until the first was healthy
     * @param firstCalled until the first order called a system, and so had been claimed
     * @param firstShipped until the first order was shipped
     * @param lastShipped until the last was; 0 where some were left
     * @param left orders still in flight in the end
     * @param cpuPerThousand CPU seconds for 1,000 orders from the first shipped on, as in {@link Kept}
     * @param processResidentMiB the most that a copy held
     */
    record Resumed(int inFlight, int copies, double readySeconds, double firstCalled, double firstShipped, double lastShipped, long shipped, long left, double perSecond,
            double cpuPerThousand, Map<String, Double> processes, long processResidentMiB) {
    }

    @Override
    Object tried(House house) throws Exception {
        Figures figures = new Figures(List.of(), List.of(), List.of(), List.of());
        for (Path file : earlier) {
            JsonNode written = Web.JSON.readTree(file.toFile()).path("figures");
            figures = figures.and(Web.JSON.treeToValue(written, Figures.class));
        }
        if (only.contains("finished")) {
            figures = figures.and(costs(house));
        }
        if (only.contains("resume")) {
            figures = figures.and((Figures) inHouse(another -> {
                List<Resumed> all = new ArrayList<>();
                Specimen specimen = leftBehind(another);
                for (int one : inFlight) {
                    all.add(resumed(another, specimen, one, 1));
                }
                return new Figures(List.of(), List.of(), all, List.of());
            }));
        }
        if (only.contains("copies")) {
            figures = figures.and((Figures) inHouse(another -> {
                List<Resumed> all = new ArrayList<>();
                Specimen specimen = leftBehind(another);
                for (int one : copies) {
                    all.add(resumed(another, specimen, backlog, one));
                }
                return new Figures(List.of(), List.of(), List.of(), all);
            }));
        }
        if (plot.isPresent()) {
            new GrowthPlot(figures).draw(plot.get());
        }
        return figures;
    }

    // ---- cost, with few and with many finished ones

    private Figures costs(House house) throws Exception {
        tell("starts");
        double empty = secondsToStart(house);
        house.start(House.MOCKS.get(0), House.MOCKS.get(1), House.MOCKS.get(2), House.PROCESS, House.EXPERIENCE);
        List<Kept> all = new ArrayList<>();
        try (StoreBehind store = new StoreBehind(house); Load load = new Load(new Target.Orders(house.port(House.EXPERIENCE)), order())) {
            load.settle(load.saturate(ON_THEIR_WAY, warmUp, WARM_WITHIN, (placed, shipped) -> tell("warms up: " + shipped + " shipped")));
            Tally full = load.saturate(ON_THEIR_WAY, Long.MAX_VALUE, CAPACITY_SHOWN_IN, (placed, shipped) -> tell("shows what it can do: " + shipped));
            double perSecond = rate.orElse(Math.max(1, Math.floor(full.shipped * 1e9 / CAPACITY_SHOWN_IN.toNanos() / 2)));
            load.settle(full);
            Specimen ended = ended(house, store);
            long kept = Long.MAX_VALUE;
            for (int wanted : finished) {
                if (wanted < kept) {
                    tell("empties the store");
                    store.empty();
                    kept = 0;
                }
                int missing = (int) (wanted - kept);
                long began = System.nanoTime();
                store.fill(ended, Specimen.ids(missing, SEED + all.size()), true, written -> tell("fills the store: " + written + " of " + missing));
                double filledPerSecond = missing * 1e9 / (System.nanoTime() - began);
                awaitQuiet(house.server(House.STORE));
                all.add(measured(house, load, wanted, perSecond, filledPerSecond));
                kept = wanted + all.get(all.size() - 1).shipped();
            }
        }
        return new Figures(all, List.of(restarted(house, empty)), List.of(), List.of());
    }

    private Kept measured(House house, Load load, long wanted, double perSecond, double filledPerSecond) throws Exception {
        Stage stage = new Stage(platform(house), new Target.Orders(house.port(House.EXPERIENCE)));
        Result.Cost still = Result.Cost.now(stage);
        tell(wanted + " finished: idle");
        Thread.sleep(IDLE_SECONDS * 1_000L);
        Result.Cost before = Result.Cost.now(stage);
        double idle = before.since(still).seconds().values().stream().mapToDouble(Double::doubleValue).sum() / IDLE_SECONDS;
        Tally tally = load.arrive(orders, perSecond, (placed, shipped) -> tell(wanted + " finished: " + shipped + " of " + orders + " shipped"));
        Result.Cost spent = Result.Cost.now(stage).since(before);
        return new Kept(wanted, perSecond, tally.shipped, spent.perThousand(tally.shipped), shares(spent, tally.shipped), idle, Result.Millis.of(tally.acceptance),
                Result.Millis.of(tally.reading), Result.Millis.of(tally.added), mebibytes(data(house)), Inside.glance(house.server(House.STORE)).residentMiB(), filledPerSecond,
                tally.complaints);
    }

    /** The store is stopped in order and started, then killed and started. */
    private Restarted restarted(House house, double empty) throws Exception {
        tell("starts the store again");
        house.server(House.EXPERIENCE).close();
        house.server(House.PROCESS).close();
        long began = System.nanoTime();
        boolean stopped = house.server(House.STORE).stop(STARTS_WITHIN.toSeconds());
        double stopping = stopped ? (System.nanoTime() - began) / 1e9 : 0;
        double afterStop = secondsToStart(house);
        house.server(House.STORE).kill();
        return new Restarted(finished.get(finished.size() - 1), empty, stopping, afterStop, secondsToStart(house));
    }

    private double secondsToStart(House house) throws Exception {
        long began = System.nanoTime();
        Server store = house.launch(House.STORE);
        while (!house.kit().serves(house.health(House.STORE))) {
            double waited = (System.nanoTime() - began) / 1e9;
            if (!store.runs() || waited > STARTS_WITHIN.toSeconds()) {
                return 0;
            }
            tell(String.format(Locale.ROOT, "the store starts: %.0f s", waited));
            Thread.sleep(50);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Until what goes on behind the writes, such as compaction, is done. */
    private void awaitQuiet(Server store) throws InterruptedException {
        long until = System.nanoTime() + QUIET_WITHIN.toNanos();
        double used = 1;
        while (used > 0.1 && System.nanoTime() < until) {
            tell("waits until the store is quiet");
            double before = store.cpuSeconds();
            Thread.sleep(2_000);
            used = (store.cpuSeconds() - before) / 2;
        }
    }

    /** An order that was shipped, as it is kept. */
    private Specimen ended(House house, StoreBehind store) throws Exception {
        String orderId = placed(house);
        awaitThat(() -> store.status(orderId).equals(Optional.of("SHIPPED")) && store.inFlight() == 0);
        return store.specimen(orderId);
    }

    // ---- orders in flight, taken up again

    /** An order that a copy had claimed when it was killed, waiting for a stock system that is not there. */
    private Specimen leftBehind(House house) throws Exception {
        tell("makes an order that a dead copy left behind");
        house.start(House.STORE, House.MOCKS.get(1), House.MOCKS.get(2), House.PROCESS, House.EXPERIENCE);
        try (StoreBehind store = new StoreBehind(house)) {
            String orderId = placed(house);
            awaitThat(() -> store.status(orderId).equals(Optional.of("INVENTORY_CHECK_STARTED")));
            house.server(House.PROCESS).kill();
            Specimen specimen = store.specimen(orderId);
            house.start(House.MOCKS.get(0));
            return specimen;
        }
    }

    private Resumed resumed(House house, Specimen specimen, int wanted, int copies) throws Exception {
        String what = wanted + " in flight, " + copies + (copies == 1 ? " copy" : " copies");
        try (StoreBehind store = new StoreBehind(house)) {
            store.empty();
            store.fill(specimen, Specimen.ids(wanted, SEED + wanted + copies), false, written -> tell(what + ": fills the store: " + written));
            awaitQuiet(house.server(House.STORE));
            awaitThat(() -> store.living() == 0);
            long before = Watch.shipped(house);
            long called = calls(house);
            List<House.Copy> fresh = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < copies; i++) {
                fresh.add(house.launchCopy(House.PROCESS, House.PROCESS + "-" + wanted + "-" + copies + "-" + i));
            }
            List<Server> counted = new ArrayList<>(fresh.stream().map(House.Copy::server).toList());
            counted.add(house.server(House.EXPERIENCE));
            counted.add(house.server(House.STORE));
            Stage stage = new Stage(counted, new Target.Orders(house.port(House.EXPERIENCE)));
            double ready = 0;
            double firstCalled = 0;
            double firstShipped = 0;
            double now = 0;
            Result.Cost atFirst = Result.Cost.now(stage);
            long shipped = 0;
            long shippedAtFirst = 0;
            double most = duration("--within", within).toNanos() / 1e9;
            while (shipped < wanted && now < most) {
                Thread.sleep(firstShipped == 0 ? CLOSE_LOOK_MILLIS : LOOK_MILLIS);
                now = (System.nanoTime() - began) / 1e9;
                if (ready == 0 && house.kit().serves(fresh.get(0).health())) {
                    ready = now;
                }
                if (firstCalled == 0 && calls(house) > called) {
                    firstCalled = now;
                }
                shipped = Watch.shipped(house) - before;
                now = (System.nanoTime() - began) / 1e9;
                if (firstShipped == 0 && shipped > 0) {
                    firstShipped = now;
                    shippedAtFirst = shipped;
                    atFirst = Result.Cost.now(stage);
                }
                tell(what + ": " + shipped + " shipped");
            }
            Result.Cost spent = Result.Cost.now(stage).since(atFirst);
            boolean done = shipped >= wanted;
            if (done) {
                awaitThat(() -> store.inFlight() == 0);
            }
            long left = store.inFlight();
            long resident = fresh.stream().mapToLong(copy -> copy.server().residentMiB()).max().orElse(0);
            fresh.forEach(copy -> copy.server().close());
            long since = shipped - shippedAtFirst;
            return new Resumed(wanted, copies, ready, firstCalled, firstShipped, done ? now : 0, shipped, left, since / Math.max(0.001, now - firstShipped),
                    spent.perThousand(since), shares(spent, since), resident);
        }
    }

    private static long calls(House house) throws Skipped {
        return Web.json(house.url(House.MOCKS.get(0)) + "/inventory/ledger").path("calls").asLong();
    }

    // ---- what both have in common

    private String placed(House house) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            return new Target.Orders(house.port(House.EXPERIENCE)).place(vertx.createHttpClient(), order()).toCompletionStage().toCompletableFuture().get();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static void awaitThat(java.util.function.BooleanSupplier condition) throws Exception {
        long until = System.nanoTime() + SPECIMEN_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new Skipped("what was waited for did not come within " + SPECIMEN_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(2);
        }
    }

    private static List<Server> platform(House house) {
        return List.of(house.server(House.EXPERIENCE), house.server(House.PROCESS), house.server(House.STORE));
    }

    private static Map<String, Double> shares(Result.Cost spent, long orders) {
        Map<String, Double> shares = new LinkedHashMap<>();
        spent.seconds().keySet().forEach(server -> shares.merge(server.name().startsWith(House.PROCESS) ? House.PROCESS : server.name(), spent.perThousand(server, orders), Double::sum));
        return shares;
    }

    private static Path data(House house) {
        return house.kit().directory().resolve("data").resolve(House.STORE);
    }

    private static long mebibytes(Path directory) {
        try (Stream<Path> below = Files.walk(directory)) {
            return below.filter(Files::isRegularFile).mapToLong(Growth::size).sum() >> 20;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException compacted) {
            return 0;
        }
    }

    @Override
    String table(Object figures) {
        Figures of = (Figures) figures;
        StringBuilder text = new StringBuilder();
        if (!of.finished().isEmpty()) {
            text.append(String.format("%10s %9s %9s  %-58s %7s %15s %15s %15s %8s %9s%n", "finished", "orders a", "CPU s per", "of these", "idle, %", "accepted in ms", "status in ms",
                    "added in ms", "disk,", "store,"));
            text.append(String.format("%10s %9s %9s  %-58s %7s %7s %7s %7s %7s %7s %7s %8s %9s%n", "in store", "second", "1,000", "", "of core", "p50", "p99", "p50", "p99", "p50", "p99",
                    "MiB", "resident"));
            of.finished().forEach(one -> text.append(String.format(Locale.ROOT, "%10d %9.0f %9.2f  %-58s %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %8d %9d%s%n", one.finished(),
                    one.rate(), one.cpuPerThousand(), parts(one.processes()), 100 * one.idleShare(), one.acceptance().p50(), one.acceptance().p99(), one.status().p50(),
                    one.status().p99(), one.added().p50(), one.added().p99(), one.diskMiB(), one.storeResidentMiB(), one.complaints().isEmpty() ? "" : " only " + one.shipped() + " shipped: " + one.complaints())));
            of.restarts().forEach(one -> text.append(String.format(Locale.ROOT,
                    "the store serves %.1f s after its start when empty; with %d finished orders it stops within %.1f s, serves %.1f s after that start, and %.1f s after one that follows kill -9%n",
                    one.empty(), one.finished(), one.stopping(), one.afterStop(), one.afterKill())));
            text.append(String.format("%n"));
        }
        rows(text, of.resume());
        rows(text, of.copies());
        return text.toString();
    }

    private static void rows(StringBuilder text, List<Resumed> some) {
        if (some.isEmpty()) {
            return;
        }
        text.append(String.format("%10s %7s %9s %9s %9s %9s %9s %9s %9s  %-58s %9s%n", "in flight", "copies", "ready", "first", "first", "last", "shipped", "left", "CPU s per",
                "of these", "a copy,"));
        text.append(String.format("%10s %7s %9s %9s %9s %9s %9s %9s %9s  %-58s %9s%n", "", "", "after s", "called s", "shipped s", "shipped s", "per s", "", "1,000", "", "MiB"));
        some.forEach(one -> text.append(String.format(Locale.ROOT, "%10d %7d %9.1f %9.1f %9.1f %9s %9.0f %9d %9.2f  %-58s %9d%n", one.inFlight(), one.copies(), one.readySeconds(),
                one.firstCalled(), one.firstShipped(), one.left() > 0 ? "-" : String.format(Locale.ROOT, "%.1f", one.lastShipped()), one.perSecond(), one.left(),
                one.cpuPerThousand(), parts(one.processes()), one.processResidentMiB())));
        text.append(String.format("%n"));
    }

    private static String parts(Map<String, Double> processes) {
        List<String> parts = new ArrayList<>();
        processes.forEach((name, cpu) -> parts.add(String.format(Locale.ROOT, "%s %.2f", name.replace("order-", ""), cpu)));
        return String.join(", ", parts);
    }

    @Override
    boolean passed(Object figures) {
        Figures of = (Figures) figures;
        boolean asCheap = of.finished().isEmpty() || of.finished().stream().mapToDouble(Kept::cpuPerThousand).max().orElse(0)
                <= DEARER * of.finished().stream().mapToDouble(Kept::cpuPerThousand).min().orElse(0);
        return asCheap && of.finished().stream().allMatch(one -> one.shipped() > 0) && Stream.concat(of.resume().stream(), of.copies().stream())
                .allMatch(one -> one.shipped() + one.left() >= one.inFlight() && one.shipped() > 0);
    }
}
