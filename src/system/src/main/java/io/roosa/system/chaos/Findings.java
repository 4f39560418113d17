package io.roosa.system.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.roosa.system.Invariant;
import io.roosa.system.Life;
import io.roosa.system.Observation;
import io.roosa.system.Verdict;

/**
 * What became of the orders of an ordeal.
 *
 * @param observations each accepted order
 * @param verdicts one for each invariant
 * @param otherwise POSTs that made another order for the same key, or were refused
 * @param lives each accepted order as its customer saw it
 * @param reads how their questions were answered
 * @param placedAgain POSTs whose outcome was unknown, made again
 * @param placed customers who have placed their order
 * @param timeToHeal from the end of the last fault to the end of the last order
 * @param took the whole
 * @param kills by application
 * @param pauses how often a process was paused
 * @param endings how often one that had ended by itself was started again
 * @param missed steps at which a process should have died, and that it did not reach
 * @param untried what too few orders met to be a trial
 * @param line what the line to the payment provider did
 * @param faults what happened, in its order
 */
record Findings(List<Observation> observations, List<Verdict> verdicts, List<String> otherwise, List<Life> lives, Customers.Reads reads,
        long placedAgain, int placed, Duration timeToHeal, Duration took, Map<String, Integer> kills, int pauses, int endings, List<Halt> missed,
        List<String> untried, String line, List<String> faults) {

    private static final int MOST_TOLD = 5;

    Findings {
        untried = List.copyOf(untried);
        faults = List.copyOf(faults);
    }

    /** Whether nothing broke, and all was tried that should be. */
    boolean clean() {
        return verdicts.stream().allMatch(Verdict::held) && otherwise.isEmpty() && !observations.isEmpty() && untried.isEmpty();
    }

    /** The invariants that broke. */
    List<Invariant> broken() {
        return verdicts.stream().filter(verdict -> !verdict.held()).map(Verdict::invariant).toList();
    }

    /** For the reader, one after the other. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Faults     " + faults.size() + " in " + seconds(took) + ": " + kills.values().stream().mapToInt(Integer::intValue).sum() + " kills ("
                + kills.entrySet().stream().map(kill -> kill.getValue() + " " + kill.getKey()).collect(Collectors.joining(", ")) + "), "
                + pauses + " pauses; " + (endings == 0 ? "" : endings + " ended by themselves and were started again; ") + line);
        missed.forEach(halt -> lines.add("           not reached in time: " + halt.told()));
        untried.forEach(what -> lines.add("           no trial: " + what));
        Map<String, Long> ends = lives.stream().collect(Collectors.groupingBy(life -> life.isEnded() ? life.status().name() : "not ended", TreeMap::new,
                Collectors.counting()));
        lines.add("Orders     " + placed + " placed, " + lives.size() + " exposed: " + ends.entrySet().stream()
                .map(end -> end.getValue() + " " + end.getKey()).collect(Collectors.joining(", ")) + "; " + placedAgain
                + " POSTs without a known outcome were made again");
        lines.add(String.format(Locale.ROOT, "Statuses   %d asked for, %d of them answered within 1 s (%.3f %%), the slowest in %d ms; %d stale; %d more while order-exp-api or several were down",
                reads.owed(), reads.inTime(), reads.owed() == 0 ? 100.0 : 100.0 * reads.inTime() / reads.owed(), reads.slowest().toMillis(),
                reads.stale(), reads.excused()));
        reads.wrong().forEach((what, times) -> lines.add("           " + times + " times " + what));
        lines.add("Healed     " + seconds(timeToHeal) + " after the last fault had passed");
        lines.add("");
        verdicts.forEach(verdict -> {
            lines.add(String.format("%6d  %d. %s", verdict.violations().size(), verdict.invariant().number(), verdict.invariant().words()));
            verdict.violations().stream().limit(MOST_TOLD).forEach(violation -> lines.add("          " + violation));
        });
        lines.add(String.format("%6d  the same key makes the same order, and no valid order is refused", otherwise.size()));
        otherwise.stream().limit(MOST_TOLD).forEach(violation -> lines.add("          " + violation));
        return lines;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
