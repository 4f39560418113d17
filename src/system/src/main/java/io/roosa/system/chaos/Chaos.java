package io.roosa.system.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.roosa.system.Invariant;

/** Kills, pauses and misleads the six processes under load by a plan drawn from a seed, and judges from outside what became of the orders. */
@Command(name = "chaos", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Starts the six applications as processes, places orders while they are killed, paused and misled by a seeded plan, and checks every"
                + " invariant from outside. Exit code 0, or 1 where one broke or a fault met too few orders.")
public final class Chaos implements Callable<Integer> {

    @Option(names = "--orders", paramLabel = "N", defaultValue = "200", description = "How many orders are placed, 1 to 100000. Default: ${DEFAULT-VALUE}")
    private int orders;

    @Option(names = "--seed", paramLabel = "S", description = "Draws the same plan and orders again. Default: a new one, which is printed.")
    private Long seed;

    @Option(names = "--scenario", paramLabel = "NAME", defaultValue = "all", description = "What is tried; 'list' tells them. Default: ${DEFAULT-VALUE}")
    private String scenario;

    @Option(names = "--bug", paramLabel = "BUG", description = "Plants one of the known bugs: the run must then fail and name the invariant that broke.")
    private PlantedBug bug;

    @Option(names = "--prove", description = "Plants each known bug in turn and tells which of them a run notices. Exit code 0 where all were, and a"
            + " run without any finds none.")
    private boolean prove;

    @Option(names = "--data", paramLabel = "DIR", description = "Where data and logs go. Default: a fresh temporary directory.")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (scenario.equals("list")) {
            Arrays.stream(Scenario.values()).forEach(one -> out.printf("%-16s %s%n", one.option(), one.words()));
            return 0;
        }
        if (orders < 1 || orders > 100_000) {
            throw new ParameterException(spec.commandLine(), "--orders = " + orders + ", expected 1 to 100000");
        }
        Scenario chosen = bug == null ? scenario() : bug.scenario();
        long drawnFrom = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        Path directory = data == null ? Files.createTempDirectory("roosa-chaos-") : data;
        if (prove) {
            return new Proof(drawnFrom, directory, out).run() ? 0 : 1;
        }
        return run(chosen, orders, drawnFrom, Optional.ofNullable(bug), directory, out).map(Findings::clean).orElse(true) ? 0 : 1;
    }

    private Scenario scenario() {
        return Arrays.stream(Scenario.values()).filter(one -> one.option().equals(scenario)).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--scenario = " + scenario + ", expected one of "
                        + Arrays.stream(Scenario.values()).map(Scenario::option).collect(Collectors.joining(", "))));
    }

    /** One ordeal, told as it goes; nothing where this machine lets none of its faults happen. */
    static Optional<Findings> run(Scenario scenario, int orders, long seed, Optional<PlantedBug> bug, Path directory, PrintWriter out) {
        out.println("Scenario " + scenario.option() + " (" + scenario.words() + "), " + orders + " orders, seed " + seed
                + bug.map(planted -> ", with the bug " + planted + " planted in " + planted.application()).orElse(""));
        Optional<Findings> found = new Ordeal(scenario, orders, seed, bug, directory, out).run();
        found.ifPresent(findings -> tell(findings, scenario, orders, seed, directory, out));
        return found;
    }

    private static void tell(Findings findings, Scenario scenario, int orders, long seed, Path directory, PrintWriter out) {
        out.println();
        findings.lines().forEach(out::println);
        out.println();
        boolean onlyUntried = findings.broken().isEmpty() && findings.otherwise().isEmpty() && !findings.untried().isEmpty();
        out.println(findings.clean() ? "No invariant broke. Again with --scenario " + scenario.option() + " --orders " + orders + " --seed " + seed
                : onlyUntried ? "NO TRIAL: " + String.join(", ", findings.untried()) + "; data and logs in " + directory
                : "BROKEN: " + findings.broken().stream().map(Invariant::name).collect(Collectors.joining(", ")) + "; data and logs in " + directory);
    }
}
