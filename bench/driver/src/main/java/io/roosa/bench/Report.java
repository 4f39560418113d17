package io.roosa.bench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of one run. @param warmUp orders that each was to ship before it was measured */
record Report(Instant at, Machine machine, List<String> javaOptions, long warmUp, List<Result> results) {

    /** As text: what the platform costs, and below it each process. */
    String table() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n%d cores (%s), %d MiB, %s; %s %s; load before %.1f%n%n", machine.cores(), machine.cpu(),
                machine.memoryMiB(), machine.system(), machine.jdk(), String.join(" ", javaOptions), machine.load()));
        text.append(String.format("%-47s %9s %8s %8s %8s %15s %15s %15s %6s%n", "", "CPU s per", "the same", "shipped", "shipped", "accepted in ms", "status in ms",
                "added in ms", "reads"));
        text.append(String.format("%-47s %9s %8s %8s %8s %7s %7s %7s %7s %7s %7s %6s%n", "half of capacity, unless said otherwise", "1,000", "at cap.", "per s", "at cap.",
                "p50", "p99", "p50", "p99", "p50", "p99", "each"));
        results.forEach(result -> text.append(result.skipped().isEmpty() ? line(result) : String.format("%-47s skipped: %s%n", result.title(), result.skipped())));
        text.append(String.format("%n%-47s %s%n", "", "CPU s per 1,000 orders (MiB resident); in brackets: not counted above"));
        results.stream().filter(result -> result.skipped().isEmpty()).forEach(result -> text.append(String.format("%-47s %s%n", result.title(), parts(result))));
        if (results.stream().anyMatch(result -> result.rounds().size() > 1)) {
            text.append(String.format("%n%-47s %s%n", "", "CPU s per 1,000 orders, at half of capacity and at capacity, round by round"));
            results.stream().filter(result -> result.skipped().isEmpty()).forEach(result -> text.append(String.format("%-47s %s%n", result.title(), rounds(result))));
        }
        // Its compilers were still at work while it was measured, and whoever has most to compile pays most.
        results.stream().filter(result -> result.skipped().isEmpty() && result.warmedUp() < warmUp).forEach(result -> text.append(
                String.format(Locale.ROOT, "%n%s: NOT WARM, shipped %d of %d orders before it was measured; allow more time with --warm-within%n", result.title(), result.warmedUp(), warmUp)));
        results.stream().filter(result -> !result.complaints().isEmpty() || result.shipped() < result.orders()).forEach(result -> text.append(
                String.format(Locale.ROOT, "%n%s: %d of %d shipped; %s%n", result.title(), result.shipped(), result.orders(), result.complaints())));
        return text.toString();
    }

    private static String line(Result result) {
        return String.format(Locale.ROOT, "%-47s %9.2f %8.2f %8.0f %8.0f %7.1f %7.1f %7.1f %7.1f %7.1f %7.1f %6.2f%n", result.title(), result.cpuPerThousand(),
                result.cpuPerThousandAtCapacity(), result.completedPerSecond(), result.capacity(), result.acceptance().p50(), result.acceptance().p99(),
                result.status().p50(), result.status().p99(), result.added().p50(), result.added().p99(), result.reads());
    }

    private static String rounds(Result result) {
        return result.rounds().stream().map(round -> String.format(Locale.ROOT, "%.2f %.2f", round.cpuPerThousand(), round.cpuPerThousandAtCapacity()))
                .collect(Collectors.joining(", "));
    }

    private static String parts(Result result) {
        return result.processes().entrySet().stream().map(entry -> {
            Result.Share share = entry.getValue();
            String text = String.format(Locale.ROOT, "%s %.2f (%d)", entry.getKey(), share.cpuPerThousand(), share.residentMiB());
            return share.platform() ? text : "[" + text + "]";
        }).collect(Collectors.joining(", "));
    }
}
