package io.roosa.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * What one of those that are compared has shown.
 *
 * @param skipped why it did not take part; empty where it did
 * @param warmedUp orders that it shipped before it was measured
 * @param rate orders a second in the measured part, of all rounds
 * @param orders orders of the measured part
 * @param shipped of these, how many were shipped
 * @param acceptedPerSecond accepted a second in the measured part
 * @param completedPerSecond shipped a second in the measured part
 * @param capacity shipped a second with as many orders on their way as it gets, the driver on the same cores
 * @param cpuPerThousand CPU seconds per 1,000 orders of the platform, without mocks that stand apart
 * @param cpuPerThousandAtCapacity the same at capacity
 * @param processes CPU seconds per 1,000 orders, and resident memory, of each process
 * @param reads status reads for each order
 * @param acceptance from the moment a customer meant to come to the 202
 * @param status from asking for a status to its answer
 * @param added from the moment a customer meant to come to the order shipped and shown so: the systems below take no time
 * @param complaints what went wrong, and how often
 * @param rounds what each round has shown
 */
record Result(String contender, String title, String skipped, long warmedUp, double rate, long orders, long shipped, double acceptedPerSecond, double completedPerSecond,
        double capacity, double cpuPerThousand, double cpuPerThousandAtCapacity, Map<String, Share> processes, double reads, Millis acceptance,
        Millis status, Millis added, Map<String, Integer> complaints, List<Round> rounds) {

    /**
     * One turn of it.
     *
     * @param capacity shipped a second with as many orders on their way as it gets
     * @param rate orders a second in its measured part
     */
    record Round(double capacity, double rate, double cpuPerThousand, double cpuPerThousandAtCapacity) {
    }

    /** @param platform whether it is counted */
    record Share(boolean platform, double cpuPerThousand, long residentMiB) {
    }

    /** Milliseconds. */
    record Millis(double p50, double p99, double max) {

        static Millis of(Histogram micros) {
            return new Millis(micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3, micros.getMaxValue() / 1e3);
        }
    }

    /** Whether each of its orders was shipped, those that were watched closely too. */
    boolean shippedAll() {
        return shipped == orders && !complaints.containsKey(Tally.WATCHED_NOT_SHIPPED);
    }

    static Result skipped(Contender contender, String why) {
        Millis none = new Millis(0, 0, 0);
        return new Result(contender.key(), contender.title(), why, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, none, none, none, Map.of(), List.of());
    }

    static Result of(Contender contender, Stage stage, long warmedUp, double rate, Tally tally, double seconds, Cost spent, double capacity, double atCapacity,
            List<Round> rounds) {
        Map<String, Share> processes = new LinkedHashMap<>();
        stage.servers().stream().sorted(Comparator.comparing(Server::platform).reversed()).forEach(server -> processes.put(server.name(),
                new Share(server.platform(), spent.perThousand(server, tally.shipped), server.residentMiB())));
        return new Result(contender.key(), contender.title(), "", warmedUp, rate, tally.placed, tally.shipped, tally.accepted / seconds, tally.shipped / seconds, capacity,
                spent.perThousand(tally.shipped), atCapacity, processes, (double) tally.reading.getTotalCount() / Math.max(1, tally.placed),
                Millis.of(tally.acceptance), Millis.of(tally.reading), Millis.of(tally.added), tally.complaints, rounds);
    }

    /** What each process had used at a moment, in CPU seconds; or, subtracted, in between. */
    record Cost(Map<Server, Double> seconds) {

        static Cost none(Stage stage) {
            Map<Server, Double> seconds = new LinkedHashMap<>();
            stage.servers().forEach(server -> seconds.put(server, 0.0));
            return new Cost(seconds);
        }

        static Cost now(Stage stage) {
            Map<Server, Double> seconds = new LinkedHashMap<>();
            stage.servers().forEach(server -> seconds.put(server, server.cpuSeconds()));
            return new Cost(seconds);
        }

        Cost since(Cost before) {
            Map<Server, Double> spent = new LinkedHashMap<>();
            seconds.forEach((server, now) -> spent.put(server, now - before.seconds.get(server)));
            return new Cost(spent);
        }

        Cost plus(Cost more) {
            Map<Server, Double> all = new LinkedHashMap<>();
            seconds.forEach((server, spent) -> all.put(server, spent + more.seconds.get(server)));
            return new Cost(all);
        }

        double perThousand(Server server, long orders) {
            return seconds.get(server) * 1_000 / Math.max(1, orders);
        }

        double perThousand(long orders) {
            return List.copyOf(seconds.keySet()).stream().filter(Server::platform).mapToDouble(server -> perThousand(server, orders)).sum();
        }
    }
}
