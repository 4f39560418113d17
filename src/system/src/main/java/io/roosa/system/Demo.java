package io.roosa.system;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.roosa.shared.app.Environment;

/** Starts the six applications, places orders, shows their lives, and judges at the end whether the invariants held. */
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Roosa.Version.class, usageHelpAutoWidth = true,
        description = "Starts the six applications, places orders, shows their lives, sums up and stops. Exit code 0, or 1 where an invariant broke.")
final class Demo implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LEDGER_PATIENCE = Duration.ofSeconds(60);
    private static final int INTERRUPTED = 130;
    private static final int MOST_TOLD = 5;
    private static final Pattern WARNING = Pattern.compile("^(?:[0-9:.]{12} (?:WARN|ERROR) |\\{.*\"level\":\"(?:WARN|ERROR)\")");

    @Mixin
    private RunOptions options;

    @Option(names = "--orders", paramLabel = "N", defaultValue = "20", description = "How many orders are placed, 1 to 1000. Default: ${DEFAULT-VALUE}")
    private int orders;

    @Option(names = "--seed", paramLabel = "S", description = "Draws the same customers and orders again. Default: a new one, which is printed.")
    private Long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (orders < 1 || orders > 1000) {
            throw new ParameterException(spec.commandLine(), "--orders = " + orders + ", expected 1 to 1000");
        }
        Environment environment = options.environment();
        if (options.data().isPresent()) {
            return run(environment, options.data().get(), true);
        }
        Path fresh = Files.createTempDirectory("roosa-demo-");
        int exitCode = run(environment, fresh, false);
        if (exitCode == 0) {
            delete(fresh);
        }
        return exitCode;
    }

    private int run(Environment environment, Path directory, boolean kept) {
        PrintWriter out = spec.commandLine().getOut();
        long drawnFrom = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        RunOptions.Plan plan = options.plan(environment, directory, true, "OFF");
        House house = plan.house();
        out.println("Starting six applications, environment " + environment + "; data and logs in " + directory);
        return StopsWithTheJvm.during(house, INTERRUPTED, () -> out.println("interrupted; all stopped"), () -> {
            house.start(part -> out.println(Up.readyLine(part, plan)));
            out.println("Placing " + orders + " orders drawn from seed " + drawnFrom);
            Client client = new Client(plan.addresses()::url);
            // The first question loads classes, here and there: that time is no order's.
            client.status("019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071").join();
            Rehearsal rehearsal = new Rehearsal(client, LifeView.of(out, Ansi.AUTO), PATIENCE, LEDGER_PATIENCE);
            rehearsal.play(new Shoppers(drawnFrom).draw(orders));
            int exitCode = summed(rehearsal, client, out);
            out.println();
            out.println(warnings(house.logs()) + " warnings and errors were logged; " + (kept || exitCode != 0 ? "see " + house.logs().get(0).getParent()
                    : "run it with --data DIR to keep the logs"));
            return exitCode;
        });
    }

    private int summed(Rehearsal rehearsal, Client client, PrintWriter out) {
        List<Observation> observations = rehearsal.observations();
        JsonNode process = client.asked(House.PROCESS, "/process/summary").join().body();
        out.println();
        new Summary(rehearsal.lives(), observations).lines().forEach(out::println);
        out.println("Process    " + process.path("retries").asLong() + " calls repeated, " + process.path("breakerTrips").asLong() + " breaker trips");
        out.println("Status     slowest answer " + observations.stream().map(Observation::slowest).max(Comparator.naturalOrder()).orElse(Duration.ZERO)
                .toMillis() + " ms");
        rehearsal.refused().forEach(refusal -> out.println("Refused    " + refusal));
        out.println();
        List<Verdict> verdicts = Invariants.judge(observations);
        verdicts.forEach(verdict -> tell(verdict, out));
        // A demo without a single accepted order has shown nothing.
        return verdicts.stream().allMatch(Verdict::held) && !rehearsal.lives().isEmpty() ? 0 : 1;
    }

    private static void tell(Verdict verdict, PrintWriter out) {
        String words = verdict.invariant().number() + ". " + verdict.invariant().words();
        if (verdict.held()) {
            out.println(Ansi.AUTO.string("@|green held  |@ ") + words);
            return;
        }
        out.println(Ansi.AUTO.string("@|red BROKEN|@ ") + words + ": " + verdict.violations().size() + " orders (" + verdict.invariant() + ")");
        verdict.violations().stream().limit(MOST_TOLD).forEach(violation -> out.println("       " + violation));
    }

    /** Lines that an application wrote at level WARN or above, as text or as JSON. */
    private static long warnings(List<Path> logs) {
        return logs.stream().filter(Files::exists).mapToLong(log -> {
            try (Stream<String> lines = Files.lines(log)) {
                return lines.filter(WARNING.asPredicate()).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).sum();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
