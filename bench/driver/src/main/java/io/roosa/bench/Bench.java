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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        description = "Places the same orders at ROOSA and at its peers, one after the other, and prints what each order cost.")
public final class Bench implements Callable<Integer> {

    @Option(names = "--home", hidden = true, defaultValue = ".")
    private Path home;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as well, as JSON.")
    private Optional<Path> json;

    @Option(names = "--orders", paramLabel = "N", defaultValue = "5000", description = "Orders of the measured part. Default: ${DEFAULT-VALUE}.")
    private int orders;

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

    private static final int ON_THEIR_WAY = 256;

    private static final Duration CAPACITY_SHOWN_IN = Duration.ofSeconds(10);

    /** One that is slow gets fewer orders, rather than hold up the others. */
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
        List<Contender> contenders = contenders();
        Machine machine = Machine.here();
        Buffer order = Buffer.buffer(Files.readAllBytes(home.resolve("raml/examples/order.json")));
        List<Result> results = new ArrayList<>();
        for (Contender contender : contenders) {
            results.add(measured(contender, order));
            // After each: a run that is broken off has told what it knew.
            write(new Report(Instant.now(), machine, options(), warmUp, List.copyOf(results)));
        }
        spec.commandLine().getOut().println(new Report(Instant.now(), machine, options(), warmUp, results).table());
        return results.stream().allMatch(result -> result.shipped() == result.orders()) ? 0 : 1;
    }

    private void write(Report report) throws IOException {
        if (json.isPresent()) {
            JsonMapper.builder().addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(json.get().toFile(), report);
        }
    }

    private Result measured(Contender contender, Buffer order) throws IOException {
        Path directory = Files.createTempDirectory("roosa-bench-");
        tell(contender, "starts");
        try (Stage stage = contender.start(new Kit(home.toAbsolutePath().normalize(), directory, options()));
             Load load = new Load(stage.target(), order)) {
            return StopAtExit.during(stage, () -> measured(contender, stage, load));
        } catch (Skipped e) {
            tell(contender, "skipped: " + e.getMessage() + "\n");
            return Result.skipped(contender, e.getMessage().lines().findFirst().orElse(""));
        } finally {
            if (keep) {
                tell(contender, "kept in " + directory + "\n");
            } else {
                delete(directory);
            }
        }
    }

    private Result measured(Contender contender, Stage stage, Load load) {
        Tally first = load.saturate(ON_THEIR_WAY, warmUp, Duration.ofSeconds(warmWithin), told(contender, "warms up", warmUp));
        long warmedUp = first.shipped;
        load.settle(first);
        Result.Cost warm = Result.Cost.now(stage);
        Tally full = load.saturate(ON_THEIR_WAY, Long.MAX_VALUE, CAPACITY_SHOWN_IN, told(contender, "shows what it can do", 0));
        double capacity = full.shipped * 1e9 / CAPACITY_SHOWN_IN.toNanos();
        load.settle(full);
        double atCapacity = Result.Cost.now(stage).since(warm).perThousand(full.shipped);
        double perSecond = rate.orElse(Math.max(1, Math.floor(capacity / 2)));
        int arriving = (int) Math.min(orders, perSecond * LONGEST_SECONDS);
        Result.Cost before = Result.Cost.now(stage);
        Tally tally = load.arrive(arriving, perSecond, told(contender, String.format(Locale.ROOT, "%.0f a second", perSecond), arriving));
        Result result = Result.of(contender, stage, warmedUp, perSecond, tally, Result.Cost.now(stage).since(before), capacity, atCapacity);
        tell(contender, String.format(Locale.ROOT, "%d of %d shipped, %.2f CPU s per 1,000%n", tally.shipped, tally.placed, result.cpuPerThousand()));
        return result;
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

    private static Load.Progress told(Contender contender, String what, long of) {
        return (placed, shipped) -> tell(contender, what + ": " + shipped + " shipped" + (of > 0 ? " of " + of : ""));
    }

    private static void tell(Contender contender, String what) {
        PROGRESS.tell(contender.key(), what);
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
