package io.roosa.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the trials of ROOSA alone have in common: a house of their own, a line that tells how far they are, a table, and JSON. */
abstract class Trial implements Callable<Integer> {

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m)");

    private final Progress progress = new Progress();

    @ParentCommand
    private Bench bench;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as well, as JSON.")
    private Optional<Path> json;

    @Option(names = "--java-opts", paramLabel = "OPTIONS", defaultValue = Kit.JAVA_OPTIONS, description = "What every JVM is told. Default: ${DEFAULT-VALUE}.")
    private String javaOptions;

    @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "", description = "A property of ROOSA's applications; may be given several times.")
    private Map<String, String> properties = Map.of();

    @Option(names = "--keep", description = "Keep logs and data, and tell where.")
    private boolean keep;

    /** Does it. @param house nothing of it runs yet */
    abstract Object tried(House house) throws Exception;

    /** What every JVM is told by this trial, of what the user wants it to be told. */
    List<String> options(List<String> wanted) {
        return wanted;
    }

    /**
     * The heap is taken whole at the start. What is resident then grows by what is kept outside it alone, and what is kept in it is told by full
     * collections; and no collection has to wait for the system to find the pages, which took several times as long as to collect.
     */
    static List<String> withWholeHeap(List<String> wanted) {
        Stream<String> whole = wanted.stream().filter(option -> option.startsWith("-Xmx")).map(most -> most.replace("-Xmx", "-Xms"));
        return Stream.of(wanted.stream(), whole, Stream.of("-XX:+AlwaysPreTouch")).flatMap(each -> each).toList();
    }

    /** The figures as a table. */
    abstract String table(Object figures);

    /** Whether all held that must hold. */
    abstract boolean passed(Object figures);

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.here();
        String told = String.join(" ", options(words(javaOptions)));
        Object figures = inHouse(this::tried);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%n%d cores (%s), %d MiB, %s; %s %s; load before %.1f%n%n", machine.cores(), machine.cpu(), machine.memoryMiB(), machine.system(),
                machine.jdk(), told, machine.load());
        out.println(table(figures));
        if (json.isPresent()) {
            JsonMapper.builder().addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).enable(SerializationFeature.INDENT_OUTPUT)
                    .build().writeValue(json.get().toFile(), Map.of("trial", spec.name(), "machine", machine, "javaOptions", told, "figures", figures));
        }
        return passed(figures) ? 0 : 1;
    }

    /** One round in a house of its own. */
    @FunctionalInterface
    interface Round {

        /** Does it in a house of which nothing runs yet. */
        Object in(House house) throws Exception;
    }

    /** Stops whatever was started, also where the run is broken off, and deletes what it kept on disk. */
    final Object inHouse(Round round) throws Exception {
        Path directory = Files.createTempDirectory("roosa-bench-");
        House house = new House(new Kit(home(), directory, options(words(javaOptions))));
        Thread hook = new Thread(house::close);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            properties.forEach(house::with);
            return round.in(house);
        } catch (Skipped e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        } finally {
            house.close();
            Runtime.getRuntime().removeShutdownHook(hook);
            if (keep) {
                tell("kept in " + directory + "\n");
            } else {
                delete(directory);
            }
        }
    }

    final Path home() {
        return bench.home();
    }

    final Buffer order() throws IOException {
        return Buffer.buffer(Files.readAllBytes(home().resolve("raml/examples/order.json")));
    }

    final void tell(String what) {
        progress.tell(spec.name(), what);
    }

    final Duration duration(String option, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new ParameterException(spec.commandLine(), option + ": expected a time such as 500ms, 30s or 2m, not " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    static List<String> words(String options) {
        return Stream.of(options.split(" ")).filter(option -> !option.isBlank()).toList();
    }

    static void delete(Path directory) {
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
