package io.roosa.bench;

import java.util.LinkedHashMap;
import java.util.Map;

import org.HdrHistogram.Histogram;

/** What became of the orders of one part of a run. It is written and read by the load's one event loop. */
final class Tally {

    /** The complaint about orders that were watched closely and never shipped. */
    static final String WATCHED_NOT_SHIPPED = "watched and not shipped";

    private static final long A_MINUTE_IN_MICROS = 60_000_000;

    final Histogram acceptance = histogram();
    final Histogram reading = histogram();
    final Histogram added = histogram();
    final Map<String, Integer> complaints = new LinkedHashMap<>();
    final long began = System.nanoTime();
    long placed;
    long accepted;
    long refused;
    long shipped;
    long otherwise;
    long lastShipped = began;

    private static Histogram histogram() {
        return new Histogram(A_MINUTE_IN_MICROS, 3);
    }

    static void note(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(A_MINUTE_IN_MICROS, Math.max(1, nanos / 1_000)));
    }

    void complain(String what) {
        complaints.merge(String.valueOf(what).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…"), 1, Integer::sum);
    }

    /** What became of the orders of another part as well; its times are its own. */
    void add(Tally other) {
        acceptance.add(other.acceptance);
        reading.add(other.reading);
        added.add(other.added);
        other.complaints.forEach((what, times) -> complaints.merge(what, times, Integer::sum));
        placed += other.placed;
        accepted += other.accepted;
        refused += other.refused;
        shipped += other.shipped;
        otherwise += other.otherwise;
    }

    /** What was seen of orders beside these, which were watched closely and are not counted; those that were not shipped are complained of. */
    void addWatched(Tally watched) {
        added.add(watched.added);
        watched.complaints.forEach((what, times) -> complaints.merge(what, times, Integer::sum));
        if (watched.shipped < watched.placed) {
            complaints.merge(WATCHED_NOT_SHIPPED, (int) (watched.placed - watched.shipped), Integer::sum);
        }
    }

    /** Orders that were placed and whose end is not known yet. */
    long open() {
        return placed - refused - shipped - otherwise;
    }
}
