package io.roosa.system.chaos;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.roosa.system.Invariant;

/** Shows that the proof can fail: each planted bug must break the invariant that it is against, and without one none may break. */
final class Proof {

    private static final int ORDERS = 60;

    private final long seed;
    private final Path directory;
    private final PrintWriter out;

    Proof(long seed, Path directory, PrintWriter out) {
        this.seed = seed;
        this.directory = directory;
        this.out = out;
    }

    /** Answers whether every bug was noticed and none where there was none. */
    boolean run() {
        Instant began = Instant.now();
        Map<String, Boolean> results = new LinkedHashMap<>();
        Stream.of(PlantedBug.values()).map(PlantedBug::scenario).distinct().forEach(scenario ->
                Chaos.run(scenario, ORDERS, seed, Optional.empty(), directory.resolve(scenario.option()), out).ifPresent(findings ->
                        results.put(result(findings.clean(), "clean ", "BROKEN", scenario.option() + " without a bug", findings), findings.clean())));
        for (PlantedBug bug : PlantedBug.values()) {
            Chaos.run(bug.scenario(), ORDERS, seed, Optional.of(bug), directory.resolve(bug.name()), out).ifPresent(findings -> {
                boolean caught = findings.broken().contains(bug.breaks());
                results.put(result(caught, "caught", "MISSED", bug + ", expected " + bug.breaks(), findings), caught);
            });
        }
        out.println();
        results.keySet().forEach(out::println);
        out.printf("%d of %d as they should be, in %d s, seed %d%n", results.values().stream().filter(good -> good).count(), results.size(),
                Duration.between(began, Instant.now()).toSeconds(), seed);
        return results.values().stream().allMatch(Boolean::booleanValue);
    }

    private static String result(boolean good, String word, String other, String what, Findings findings) {
        return (good ? word : other) + "  " + what + "; broken: "
                + (findings.broken().isEmpty() ? "none" : findings.broken().stream().map(Invariant::name).collect(Collectors.joining(", ")))
                + (findings.untried().isEmpty() ? "" : "; no trial: " + String.join(", ", findings.untried()));
    }
}
