package io.roosa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what an order costs ROOSA, and what it costs those that one would pick instead: the same work, in the same run. */
@Command(name = "bench", mixinStandardHelpOptions = true, version = "0.1.0", usageHelpAutoWidth = true,
        subcommands = {Width.class, Overload.class, Soak.class, Growth.class, Start.class},
        synopsisSubcommandLabel = "[width | overload | soak | growth | start]",
        description = "Places the same orders at ROOSA and at its peers, in turn, and prints what each order cost.")
public final class Bench implements Callable<Integer> {

    @Option(names = "--home", hidden = true, defaultValue = ".")
    private Path home;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as well, as JSON.")
    private Optional<Path> json;

    @Option(names = "--orders", paramLabel = "N", defaultValue = "5000", description = "Orders of the measured part, in all rounds together. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3",
            description = "How often each is measured, in turn with the others, which run beside it and idle. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--wake", paramLabel = "SECONDS", defaultValue = "20",
            description = "Before each round it ships as much as it can for so long, uncounted: it was idle while the others had their turn. Default: ${DEFAULT-VALUE}.")
    private int wake;

    @Option(names = "--rate", paramLabel = "R", description = "Orders a second in the measured part. Default: half of what each can do.")
    private Optional<Double> rate;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "10000",
            description = "Orders that each ships as fast as it can before it is measured, as long as --warm-within allows. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--warm-within", paramLabel = "SECONDS", defaultValue = "75", description = "The longest warm-up. Default: ${DEFAULT-VALUE}.")
    private int warmWithin;

    @Option(names = "--only", paramLabel = "a,b,...", split = ",", description = "Only these of: ${roosa.contenders}.")
    private List<String> only = List.of();

    @Option(names = "--java-opts", paramLabel = "OPTIONS", defaultValue = Kit.JAVA_OPTIONS,
            description = "What every JVM is told, those of the peers too. Default: ${DEFAULT-VALUE}.")
    private String javaOptions;

    @Option(names = "--keep", description = "Keep logs and data, and tell where.")
    private boolean keep;

    @Spec
    private CommandSpec spec;

    private static final Progress PROGRESS = new Progress();

    /** Of the measured parts of each, in all rounds together. */
    private static final int LONGEST_SECONDS = 60;

    /** Runs it. */
    public static void main(String... arguments) {
        System.setProperty("roosa.contenders", Arrays.stream(Contender.values()).map(Contender::key).collect(Collectors.joining(", ")));
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    /** The project's folder. */
    Path home() {
        return home.toAbsolutePath().normalize();
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds: expected 1 or more, not " + rounds);
        }
        if (wake < 0) {
            throw new ParameterException(spec.commandLine(), "--wake: expected 0 or more seconds, not " + wake);
        }
        List<Contender> contenders = contenders();
        List<Path> directories = new CopyOnWriteArrayList<>();
        List<Entrant> entrants = new CopyOnWriteArrayList<>();
        try {
            List<Result> results = StopAtExit.during(() -> entrants.forEach(Entrant::close), () -> compared(contenders, directories, entrants));
            return results.stream().allMatch(Result::shippedAll) ? 0 : 1;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            entrants.forEach(Entrant::close);
            if (keep) {
                spec.commandLine().getErr().println("kept in " + directories);
            } else {
                directories.forEach(Bench::delete);
            }
        }
    }

    /** All are started and warmed up before the first is measured: a machine whose pace changes within minutes changes it for all of them so. */
    private List<Result> compared(List<Contender> contenders, List<Path> directories, List<Entrant> entrants) {
        Machine machine = Machine.here();
        Map<Contender, Result> results = new EnumMap<>(Contender.class);
        for (Contender contender : contenders) {
            try {
                Path directory = Files.createTempDirectory("roosa-bench-");
                directories.add(directory);
                Entrant entrant = Entrant.start(contender, new Kit(home(), directory, options()), order(), what -> PROGRESS.tell(contender.key(), what));
                entrants.add(entrant);
            } catch (Skipped e) {
                PROGRESS.tell(contender.key(), "skipped: " + e.getMessage() + "\n");
                results.put(contender, Result.skipped(contender, e.getMessage().lines().findFirst().orElse("")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<Entrant> cold = new ArrayList<>(entrants);
        while (!cold.isEmpty()) {
            cold.removeIf(entrant -> !entrant.warmUp(warmUp, Duration.ofSeconds(warmWithin)));
        }
        for (int round = 1; round <= rounds; round++) {
            String name = "round " + round + " of " + rounds + ",";
            for (Entrant entrant : entrants) {
                entrant.wakeUp(name, Duration.ofSeconds(wake));
                entrant.measure(name, (orders + rounds - 1) / rounds, Duration.ofSeconds(Math.max(1, LONGEST_SECONDS / rounds)), rate.orElse(0.0));
                results.put(entrant.contender(), entrant.result());
                // After each: a run that is broken off has told what it knew.
                write(new Report(Instant.now(), machine, options(), warmUp, List.copyOf(results.values())));
            }
        }
        spec.commandLine().getOut().println(new Report(Instant.now(), machine, options(), warmUp, List.copyOf(results.values())).table());
        return List.copyOf(results.values());
    }

    private Buffer order() throws IOException {
        return Buffer.buffer(Files.readAllBytes(home.resolve("raml/examples/order.json")));
    }

    private void write(Report report) {
        json.ifPresent(file -> {
            try {
                JsonMapper.builder().addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file.toFile(), report);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<Contender> contenders() {
        List<Contender> chosen = Arrays.stream(Contender.values()).filter(contender -> only.isEmpty() || only.contains(contender.key())).toList();
        if (!only.isEmpty() && chosen.size() < only.size()) {
            throw new ParameterException(spec.commandLine(), "--only: expected some of " + System.getProperty("roosa.contenders"));
        }
        return chosen;
    }

    private List<String> options() {
        return Stream.of(javaOptions.split(" ")).filter(option -> !option.isBlank()).toList();
    }

    private static void delete(Path directory) {
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
