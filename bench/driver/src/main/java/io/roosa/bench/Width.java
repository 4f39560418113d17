package io.roosa.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many orders one copy of order-proc-api can have waiting at once, each for an answer of a system below, and what each of them holds. */
@Command(name = "width", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Has so many orders wait at once in one order-proc-api for a system that answers late, and tells what each of them holds.")
final class Width extends Trial {

    @Option(names = "--orders", paramLabel = "N", defaultValue = "20000", description = "Orders that wait at once. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "512m", description = "The heap of order-proc-api. Default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(names = "--answer-after", paramLabel = "TIME", defaultValue = "30s",
            description = "How long the last of them waits; the others as long as the first. Default: ${DEFAULT-VALUE}.")
    private String answerAfter;

    @Option(names = "--max-in-flight", paramLabel = "N",
            description = "order-proc-api.max-in-flight. Default: as many as orders, and a ninth beside: it keeps a tenth for orders that waited in the store.")
    private int maxInFlight;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "1000", description = "Orders that are placed and shipped before. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--rate", paramLabel = "N",
            description = "Orders that customers place each second, 64 at once at most. Default: as many as are accepted.")
    private int rate;

    @Option(names = "--rate-when-full", paramLabel = "N", description = "The same, once order-proc-api has no place and orders wait in the store. Default: the same rate.")
    private Optional<Integer> rateWhenFull;

    @Option(names = "--answers", paramLabel = "N",
            description = "Answers that the system gives each second once it gives any. Default: each call waits as long as the first.")
    private Optional<Integer> answers;

    @Option(names = "--stop-after", paramLabel = "TIME",
            description = "Stop order-proc-api so long after the answers began, and count which orders have ended and which wait on. Default: wait until all have ended.")
    private Optional<String> stopAfter;

    @Option(names = "--proc-opts", paramLabel = "OPTIONS", defaultValue = "", description = "What order-proc-api's JVM is told beside.")
    private String procOptions;

    /** A tenth of order-proc-api's places is kept for orders that wait in the store, as soon as one does. */
    private static final int PLACES_FOR_EACH_KEPT = 9;
    private static final int AT_ONCE = 64;
    private static final int READS_PER_SECOND = 50;
    private static final int CLASSES_TOLD = 25;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration NO_MORE_COME = Duration.ofSeconds(15);

    /**
     * One run.
     *
     * @param waited orders that were waiting on an open call at the same moment
     * @param bytesOfEach of the heap, after a full collection, compared with none in flight
     * @param classes which classes these bytes belong to
     * @param during status reads while orders came in, while they waited, and while they went on
     */
    record Figures(int orders, long waited, Inside idle, Inside waiting, long peakMiB, long bytesOfEach, long residentBytesOfEach, Map<String, Long> classes,
            double acceptedPerSecond, Map<String, Result.Millis> during, double finishSeconds, Map<String, Integer> ends, JsonNode ledger, long refusals,
            Map<String, Integer> complaints, boolean agrees) {
    }

    @Override
    Object tried(House house) throws Exception {
        int port = Kit.freePort();
        int most = maxInFlight > 0 ? maxInFlight : orders + (orders + PLACES_FOR_EACH_KEPT - 1) / PLACES_FOR_EACH_KEPT;
        house.startOther("holding-systems", "bench/peers/mocks/target/bench-mocks.jar", "io.roosa.bench.mocks.Holding", List.of("-Xmx3g", "-XX:+UseSerialGC"), String.valueOf(port));
        house.with("order-proc-api.max-in-flight", most).with("order-exp-api.max-backlog", 10_000_000);
        for (String step : List.of("inventory", "payment", "shipping")) {
            house.with("order-proc-api." + step + ".timeout", "20m").with("order-proc-api." + step + ".deadline", "40m");
        }
        for (int i = 0; i < House.MOCKS.size(); i++) {
            house.with(House.MOCKS.get(i) + ".url", "http://127.0.0." + (2 + i) + ":" + port);
        }
        house.javaOptions(House.PROCESS, words("-Xmx" + heap + " " + procOptions));
        tell("starts");
        house.start(House.STORE, House.PROCESS, House.EXPERIENCE);
        String systems = "http://127.0.0.1:" + port;
        try (Crowd crowd = new Crowd(new Target.Orders(house.port(House.EXPERIENCE)), order()); StoreBehind store = new StoreBehind(house)) {
            return measured(house.server(House.PROCESS), systems, crowd, store, most);
        }
    }

    private Figures measured(Server process, String systems, Crowd crowd, StoreBehind store, int most) throws Exception {
        crowd.place(warmUp, AT_ONCE, placed -> tell("warms up: " + placed + " orders"));
        awaitEnd(store, "warms up");
        crowd.forget();
        long shippedBefore = Web.json(systems + "/ledger").path("shipped").asLong();
        Inside idle = Inside.look(process);
        Map<String, Result.Millis> during = new LinkedHashMap<>();
        Web.json(systems + "/hold");
        Runnable stopReading = crowd.read(READS_PER_SECOND);
        try {
            long began = System.nanoTime();
            int perSecond = rate > 0 ? rate : Crowd.AS_FAST_AS_MAY_BE;
            int places = Math.min(most, orders);
            crowd.place(places, AT_ONCE, perSecond, placed -> tell(placed + " of " + orders + " accepted"));
            if (orders > places) {
                crowd.place(orders - places, AT_ONCE, rateWhenFull.orElse(perSecond), placed -> tell(placed + " of " + orders + " accepted"));
            }
            double acceptedPerSecond = orders * 1e9 / (System.nanoTime() - began);
            long waited = awaitHeld(systems, Math.min(most, orders));
            during.put("orders come in", crowd.readsSoFar());
            Thread.sleep(duration("--answer-after", answerAfter).toMillis());
            during.put("orders wait", crowd.readsSoFar());
            Inside waiting = Inside.look(process);
            crowd.readsSoFar();
            long released = System.nanoTime();
            Web.json(systems + "/release" + answers.map(each -> "?perSecond=" + each).orElse(""));
            if (stopAfter.isPresent()) {
                Thread.sleep(duration("--stop-after", stopAfter.get()).toMillis());
            } else {
                awaitEnd(store, "go on");
            }
            double finish = (System.nanoTime() - released) / 1e9;
            during.put("orders go on", crowd.readsSoFar());
            long peak = Inside.glance(process).peakResidentMiB();
            if (stopAfter.isPresent()) {
                process.close();
            }
            JsonNode ledger = Web.json(systems + "/ledger");
            tell("looks what became of all");
            Map<String, Integer> ends = stopAfter.isPresent() ? store.standing(crowd.accepted()) : crowd.statuses(AT_ONCE);
            // An order that was refused by a timeout may stand all the same: it is no customer's, but it is shipped.
            long shipped = ledger.path("shipped").asLong() - shippedBefore;
            int ended = ends.getOrDefault("SHIPPED", 0);
            boolean agrees = ended + (stopAfter.isPresent() ? ends.getOrDefault("in flight", 0) : 0) == orders && shipped >= ended
                    && (stopAfter.isPresent() || shipped <= orders + crowd.refusals() && ledger.path("charged").asLong() == ledger.path("shipped").asLong())
                    && ledger.path("chargedAgain").asLong() == 0;
            return new Figures(orders, waited, shown(idle), shown(waiting), peak,
                    (long) ((waiting.heapMiB() - idle.heapMiB()) * 1048576 / Math.max(1, waited)),
                    (waiting.residentMiB() - idle.residentMiB()) * 1048576 / Math.max(1, waited), waiting.grownSince(idle, waited, CLASSES_TOLD), acceptedPerSecond, during,
                    finish, ends, ledger, crowd.refusals(), crowd.complaints(), agrees);
        } finally {
            stopReading.run();
        }
    }

    private static Inside shown(Inside inside) {
        return new Inside(inside.residentMiB(), inside.peakResidentMiB(), inside.heapMiB(), inside.threads(), inside.descriptors(), Map.of());
    }

    /** Until all are held, or no more come. */
    private long awaitHeld(String systems, int wanted) throws Exception {
        long most = 0;
        long grew = System.nanoTime();
        while (most < wanted && System.nanoTime() - grew < NO_MORE_COME.toNanos()) {
            long held = Web.json(systems + "/ledger").path("held").asLong();
            if (held > most) {
                most = held;
                grew = System.nanoTime();
            }
            tell(held + " of " + wanted + " wait");
            Thread.sleep(500);
        }
        return most;
    }

    private void awaitEnd(StoreBehind store, String what) throws Exception {
        long until = System.nanoTime() + LONGEST.toNanos();
        long left = 1;
        while (left > 0 && System.nanoTime() < until) {
            Thread.sleep(1_000);
            left = store.inFlight();
            tell(what + ": " + left + " in flight");
        }
    }

    @Override
    String table(Object figures) {
        Figures of = (Figures) figures;
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%d orders; %d waited at once in order-proc-api (heap %s), accepted %.0f a second, %s in %.0f s%n", of.orders(), of.waited(), heap,
                of.acceptedPerSecond(), stopAfter.isPresent() ? of.ends().getOrDefault("SHIPPED", 0) + " ended" : "finished", of.finishSeconds()));
        text.append(String.format(Locale.ROOT, "%-28s %10s %10s%n", "order-proc-api", "idle", "waiting"));
        row(text, "heap after collection, MiB", of.idle().heapMiB(), of.waiting().heapMiB());
        row(text, "resident, MiB", of.idle().residentMiB(), of.waiting().residentMiB());
        row(text, "platform threads", of.idle().threads(), of.waiting().threads());
        row(text, "descriptors", of.idle().descriptors(), of.waiting().descriptors());
        text.append(String.format(Locale.ROOT, "peak resident %d MiB; of each waiting order: %d bytes of heap, %d resident%n", of.peakMiB(), of.bytesOfEach(), of.residentBytesOfEach()));
        of.classes().forEach((name, bytes) -> text.append(String.format(Locale.ROOT, "  %7d %s%n", bytes, name)));
        of.during().forEach((when, millis) -> text.append(String.format(Locale.ROOT, "status reads while %-15s p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n", when, millis.p50(), millis.p99(), millis.max())));
        text.append(String.format(Locale.ROOT, "ended: %s; ledgers: %s; %s%n", of.ends(), of.ledger(), of.agrees() ? "none lost, all agree" : "DO NOT AGREE"));
        if (of.refusals() > 0 || !of.complaints().isEmpty()) {
            text.append(String.format(Locale.ROOT, "refused and placed again: %d; %s%n", of.refusals(), of.complaints()));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String what, double idle, double waiting) {
        text.append(String.format(Locale.ROOT, "%-28s %10.0f %10.0f%n", what, idle, waiting));
    }

    @Override
    boolean passed(Object figures) {
        return ((Figures) figures).agrees();
    }
}
