package io.roosa.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether something that nobody sees in a minute grows over many orders: memory, descriptors, or the time that customers wait. */
@Command(name = "soak", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Places many orders evenly at a part of what ROOSA can do, and tells whether memory, descriptors or waits grew over the last two thirds of them.")
final class Soak extends Trial {

    @Option(names = "--orders", paramLabel = "N", defaultValue = "100000", description = "Orders. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--rate", paramLabel = "R", description = "Orders a second. Default: 60 % of what it can do.")
    private Optional<Double> rate;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "40000", description = "Orders before it is measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--every", paramLabel = "TIME", defaultValue = "5s", description = "How often it is looked at. Default: ${DEFAULT-VALUE}.")
    private String every;

    private static final int ON_THEIR_WAY = 256;
    /** Long enough for all of the warm-up on a slow machine too: the store has the last 20,000 orders in memory, and those are to be there before it is looked at. */
    private static final Duration WARM_WITHIN = Duration.ofMinutes(5);
    private static final Duration CAPACITY_SHOWN_IN = Duration.ofSeconds(15);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final double OF_CAPACITY = 0.6;
    private static final int TENTHS = 10;

    /** The mocks keep a ledger of every order, as providers do: they are shown, and not judged. */
    private static final List<String> JUDGED = List.of(House.EXPERIENCE, House.PROCESS, House.STORE);

    // What may grow over the last two thirds of the run: a share of its median, or a little more where that is little.
    private static final double RESIDENT_SHARE = 0.05;
    private static final double RESIDENT_MIB = 16;
    // Connections follow how many happen to be asked for at once; one that is lost for every 1,000 orders would be 60.
    private static final double DESCRIPTOR_SHARE = 0.1;
    private static final double DESCRIPTORS = 32;
    private static final double WAIT_SHARE = 0.25;
    private static final double WAIT_MILLIS = 5;

    /** Orders of which order-exp-api knows the last status; the warm-up brings more, so that this memory is full when it is first looked at. */
    private static final int LAST_KNOWN = 10_000;
    private static final double KEPT_SHARE = 0.1;
    private static final double KEPT_MIB = 8;

    /** One look. @param second since the first order @param acceptance of the orders accepted since the look before @param status of the status reads since then */
    record Look(double second, long shipped, Map<String, Long> residentMiB, Map<String, Long> descriptors, Result.Millis acceptance, Result.Millis status) {
    }

    /** What grew, and what it might have. @param median of the last two thirds @param grown over them, by the slope @param bound what it may grow by */
    record Growth(String what, double median, double grown, double bound) {

        boolean held() {
            return grown <= bound;
        }
    }

    /**
     * One run.
     *
     * @param liveMiB heap after a full collection, before the first order and after the last
     * @param lost accepted orders that were not shipped, or are in flight in the end
     */
    record Figures(double capacity, double rate, long placed, long accepted, long shipped, long lost, double seconds, Map<String, Integer> complaints, Result.Millis acceptance,
            Result.Millis status, Result.Millis added, Map<String, List<Double>> liveMiB, List<Look> looks, List<Growth> growths) {
    }

    /** What the loop saw between two looks. */
    private record Window(double second, long shipped, Result.Millis acceptance, Result.Millis status) {
    }

    @Override
    List<String> options(List<String> wanted) {
        return withWholeHeap(wanted);
    }

    @Override
    Object tried(House house) throws Exception {
        tell("starts");
        house.with("order-exp-api.last-known", LAST_KNOWN);
        house.start(House.STORE, House.MOCKS.get(0), House.MOCKS.get(1), House.MOCKS.get(2), House.PROCESS, House.EXPERIENCE);
        try (Load load = new Load(new Target.Orders(house.port(House.EXPERIENCE)), order()); StoreBehind store = new StoreBehind(house)) {
            load.settle(load.saturate(ON_THEIR_WAY, warmUp, WARM_WITHIN, (placed, shipped) -> tell("warms up: " + shipped + " shipped")));
            Tally full = load.saturate(ON_THEIR_WAY, Long.MAX_VALUE, CAPACITY_SHOWN_IN, (placed, shipped) -> tell("shows what it can do: " + shipped));
            load.settle(full);
            double capacity = full.shipped * 1e9 / CAPACITY_SHOWN_IN.toNanos();
            double perSecond = rate.orElse(Math.max(1, Math.floor(capacity * OF_CAPACITY)));
            Map<String, List<Double>> live = new LinkedHashMap<>();
            noteLive(live, house);
            long before = Watch.shipped(house);
            List<Look> looks = new ArrayList<>();
            Tally tally = watched(house, load, perSecond, looks);
            long until = System.nanoTime() + ENDS_WITHIN.toNanos();
            while (store.inFlight() > 0 && System.nanoTime() < until) {
                Thread.sleep(200);
            }
            long lost = Math.max(tally.accepted - tally.shipped, tally.accepted - (Watch.shipped(house) - before)) + store.inFlight();
            noteLive(live, house);
            return new Figures(capacity, perSecond, tally.placed, tally.accepted, tally.shipped, lost, (tally.lastShipped - tally.began) / 1e9, tally.complaints,
                    Result.Millis.of(tally.acceptance), Result.Millis.of(tally.reading), Result.Millis.of(tally.added), live, looks,
                    Stream.concat(growths(looks).stream(), kept(live).stream()).toList());
        }
    }

    /** The waits are cut into windows on the load's own loop; the processes are looked at beside it, so that looking makes no order late. */
    private Tally watched(House house, Load load, double perSecond, List<Look> looks) throws InterruptedException {
        long gap = duration("--every", every).toNanos();
        BlockingQueue<Window> windows = new LinkedBlockingQueue<>();
        Thread looking = new Thread(() -> look(house, windows, looks), "looks");
        looking.setDaemon(true);
        looking.start();
        Histogram[] last = {new Histogram(1), new Histogram(1)};
        long[] next = {System.nanoTime() + gap};
        Tally tally = load.arrive(orders, perSecond, seen -> {
            long now = System.nanoTime();
            if (now >= next[0] && seen.placed < orders) {
                next[0] += gap;
                windows.add(new Window((now - seen.began) / 1e9, seen.shipped, since(seen.acceptance, last, 0), since(seen.reading, last, 1)));
            }
        });
        windows.add(new Window(-1, 0, null, null));
        looking.join(TimeUnit.SECONDS.toMillis(10));
        return tally;
    }

    private static Result.Millis since(Histogram all, Histogram[] last, int which) {
        Histogram window = all.copy();
        if (last[which].getTotalCount() > 0) {
            window.subtract(last[which]);
        }
        last[which] = all.copy();
        return Result.Millis.of(window);
    }

    private void look(House house, BlockingQueue<Window> windows, List<Look> looks) {
        try {
            for (Window window = windows.take(); window.second() >= 0; window = windows.take()) {
                Map<String, Long> resident = new LinkedHashMap<>();
                Map<String, Long> descriptors = new LinkedHashMap<>();
                for (Server server : house.servers()) {
                    Inside inside = Inside.glance(server);
                    resident.put(server.name(), inside.residentMiB());
                    descriptors.put(server.name(), inside.descriptors());
                }
                looks.add(new Look(window.second(), window.shipped(), resident, descriptors, window.acceptance(), window.status()));
                tell(String.format(Locale.ROOT, "%d of %d shipped, accepted within %.1f ms (p99)", window.shipped(), orders, window.acceptance().p99()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void noteLive(Map<String, List<Double>> live, House house) {
        house.servers().forEach(server -> live.computeIfAbsent(server.name(), first -> new ArrayList<>()).add(Inside.look(server).heapMiB()));
    }

    /** What grew over the last two thirds of the looks. */
    static List<Growth> growths(List<Look> looks) {
        List<Look> later = looks.subList(looks.size() / 3, looks.size());
        List<Growth> all = new ArrayList<>();
        if (later.size() < 2) {
            return all;
        }
        for (String name : JUDGED) {
            all.add(growth(name + ", MiB resident", later, look -> look.residentMiB().get(name), RESIDENT_SHARE, RESIDENT_MIB));
            all.add(growth(name + ", descriptors", later, look -> look.descriptors().get(name), DESCRIPTOR_SHARE, DESCRIPTORS));
        }
        all.add(growth("acceptance p50, ms", later, look -> look.acceptance().p50(), WAIT_SHARE, WAIT_MILLIS));
        all.add(growth("acceptance p99, ms", later, look -> look.acceptance().p99(), WAIT_SHARE, WAIT_MILLIS));
        all.add(growth("status p50, ms", later, look -> look.status().p50(), WAIT_SHARE, WAIT_MILLIS));
        all.add(growth("status p99, ms", later, look -> look.status().p99(), WAIT_SHARE, WAIT_MILLIS));
        return all;
    }

    /** What the heaps keep more than before the first order. */
    static List<Growth> kept(Map<String, List<Double>> liveMiB) {
        return JUDGED.stream().map(name -> {
            double before = liveMiB.get(name).get(0);
            return new Growth(name + ", MiB kept in its heap", before, liveMiB.get(name).get(1) - before, Math.max(KEPT_MIB, KEPT_SHARE * before));
        }).toList();
    }

    private static Growth growth(String what, List<Look> looks, ToDoubleFunction<Look> value, double share, double atLeast) {
        Slope slope = Slope.of(looks.stream().map(look -> value.applyAsDouble(look)).toList());
        return new Growth(what, slope.median(), slope.grown(), Math.max(atLeast, share * slope.median()));
    }

    @Override
    String table(Object figures) {
        Figures of = (Figures) figures;
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "capacity %.0f orders a second; %d came, %.0f a second: %d accepted, %d shipped in %.0f s, lost: %d%n",
                of.capacity(), of.placed(), of.rate(), of.accepted(), of.shipped(), of.seconds(), of.lost()));
        text.append(String.format(Locale.ROOT, "accepted p50 %.1f ms, p99 %.1f ms; status p50 %.1f ms, p99 %.1f ms; added p50 %.1f ms, p99 %.1f ms%s%n%n", of.acceptance().p50(),
                of.acceptance().p99(), of.status().p50(), of.status().p99(), of.added().p50(), of.added().p99(), of.complaints().isEmpty() ? "" : "; " + of.complaints()));
        List<String> names = of.looks().isEmpty() ? List.of() : List.copyOf(of.looks().get(0).residentMiB().keySet());
        text.append(String.format("%-8s %8s %15s %15s  %s%n", "", "shipped", "accepted in ms", "status in ms", "MiB resident (descriptors): " + String.join(", ", names)));
        text.append(String.format("%-8s %8s %7s %7s %7s %7s%n", "until s", "", "p50", "p99", "p50", "p99"));
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            int from = (tenth - 1) * of.looks().size() / TENTHS;
            int until = tenth * of.looks().size() / TENTHS;
            if (until > from) {
                text.append(row(of.looks().subList(from, until), names));
            }
        }
        text.append(String.format("%nheap after a full collection, before and after, MiB: %s%n%n", live(of)));
        text.append(String.format("%-44s %9s %9s %9s%n", "over the last two thirds; heaps: over all", "median", "grew by", "may by"));
        of.growths().forEach(one -> text.append(String.format(Locale.ROOT, "%-44s %9.1f %9.1f %9.1f%s%n", one.what(), one.median(), one.grown(), one.bound(), one.held() ? "" : "  GREW")));
        text.append(passed(figures) ? "no slope, none lost\n" : "NOT AS IT MUST BE\n");
        return text.toString();
    }

    /** A tenth of the run by its medians. */
    private static String row(List<Look> looks, List<String> names) {
        Look last = looks.get(looks.size() - 1);
        List<String> processes = names.stream().map(name -> String.format(Locale.ROOT, "%.0f (%.0f)", median(looks, look -> look.residentMiB().get(name)),
                median(looks, look -> look.descriptors().get(name)))).toList();
        return String.format(Locale.ROOT, "%-8.0f %8d %7.1f %7.1f %7.1f %7.1f  %s%n", last.second(), last.shipped(), median(looks, look -> look.acceptance().p50()),
                median(looks, look -> look.acceptance().p99()), median(looks, look -> look.status().p50()), median(looks, look -> look.status().p99()), String.join(", ", processes));
    }

    private static double median(List<Look> looks, ToDoubleFunction<Look> value) {
        List<Double> sorted = looks.stream().map(look -> value.applyAsDouble(look)).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String live(Figures of) {
        List<String> all = new ArrayList<>();
        of.liveMiB().forEach((name, values) -> all.add(String.format(Locale.ROOT, "%s %.1f, %.1f", name, values.get(0), values.get(1))));
        return String.join("; ", all);
    }

    @Override
    boolean passed(Object figures) {
        Figures of = (Figures) figures;
        return of.lost() == 0 && of.accepted() == of.placed() && !of.growths().isEmpty() && of.growths().stream().allMatch(Growth::held);
    }
}
