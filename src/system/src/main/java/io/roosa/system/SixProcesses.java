package io.roosa.system;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The six applications, each in a JVM of its own from its packaged jar; none waits for another to start. At the processor order-exp-api goes before the other five. */
public final class SixProcesses implements House {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    // Six share one machine here. Where there is more to do than it can, whoever asks or is refused shall not wait for the work's turn. Ten steps
    // and not all nineteen: whoever else is on the machine, a customer's program above all, would leave those five next to nothing.
    private static final int GIVES_WAY = 10;

    private final AddressBook addresses;
    private final Path home;
    private final Path logs;
    private final Function<Part, List<String>> launched;
    private final Map<String, RunningJar> running = new ConcurrentHashMap<>();
    private boolean stopped;

    /**
     * @param addresses where each application will be
     * @param home the project's folder, below which the jars are
     * @param data below which the log files go
     */
    public SixProcesses(AddressBook addresses, Path home, Path data) {
        this(addresses, home, data, part -> List.of("-jar", home.resolve(part.jar()).toString()));
    }

    /** @param launched what an application's JVM is told after the properties: further options, and the jar */
    public SixProcesses(AddressBook addresses, Path home, Path data, Function<Part, List<String>> launched) {
        this.addresses = addresses;
        this.home = home;
        this.logs = data.resolve("log");
        this.launched = launched;
    }

    @Override
    public void start(Consumer<Part> ready) {
        List<Part> missing = PARTS.stream().filter(part -> !Files.isRegularFile(home.resolve(part.jar()))).toList();
        if (!missing.isEmpty()) {
            throw new NotReady(missing.stream().map(part -> "not built: " + home.resolve(part.jar())).collect(Collectors.joining("\n"))
                    + "\n  expected: the packaged jars; build them with ./mvnw -DskipTests package");
        }
        PARTS.forEach(part -> startAnew(part.name()));
        awaitAll(ready);
    }

    /** Starts one of the six, or starts it once more, without waiting until it serves. */
    public void startAnew(String name) {
        launch(name, name, addresses.overrides());
    }

    /** Starts a further copy of one of the six, which differs from the first in these properties, its ports above all. */
    public void startCopy(String name, String copy, Map<String, String> differing) {
        Map<String, String> overrides = new HashMap<>(addresses.overrides());
        overrides.putAll(differing);
        launch(name, copy, overrides);
    }

    /** The process of that name, as it was started last. */
    public RunningJar running(String name) {
        return running.get(name);
    }

    /** Not while a stop is under way: it would be left running. */
    private synchronized void launch(String name, String copy, Map<String, String> overrides) {
        if (stopped) {
            throw new NotReady("stopped before " + copy + " was started");
        }
        running.put(copy, started(name, copy, overrides));
    }

    private RunningJar started(String name, String copy, Map<String, String> overrides) {
        Part part = PARTS.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        List<String> command = new ArrayList<>(passedOn(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        overrides.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.add("-Dcamel.main.profile=" + addresses.environment());
        command.addAll(launched.apply(part));
        // A variable wins over -D: what the launcher decided is said both ways.
        Map<String, String> variables = new HashMap<>();
        overrides.forEach((property, value) -> variables.put(AddressBook.asVariable(property), value));
        return RunningJar.start(copy, name.equals(EXPERIENCE) ? 0 : GIVES_WAY, command, variables, Path.of("").toAbsolutePath(), logs.resolve(copy + ".log"));
    }

    /** Of this JVM's own options, those that are meant for the applications: heap and collector, and their properties. */
    public static List<String> passedOn(List<String> options) {
        Set<String> prefixes = Stream.concat(PARTS.stream().map(part -> "-D" + part.name() + "."),
                Stream.of("-Dcamel.", "-Dcamel-cli=", "-Dedge.", "-Dio.netty.", "-Dlog.format=", "-Dtraces.", "-X")).collect(Collectors.toUnmodifiableSet());
        return options.stream().filter(option -> prefixes.stream().anyMatch(option::startsWith)).toList();
    }

    private void awaitAll(Consumer<Part> ready) {
        List<Part> awaited = new ArrayList<>(PARTS);
        Map<String, Health> health = new HashMap<>();
        PARTS.forEach(part -> health.put(part.name(), new Health(addresses.managementUrl(part.name()))));
        Instant until = Instant.now().plus(READY_WITHIN);
        while (!awaited.isEmpty()) {
            for (Part part : List.copyOf(awaited)) {
                if (health.get(part.name()).isReady()) {
                    awaited.remove(part);
                    ready.accept(part);
                }
            }
            List<RunningJar> ended = awaited.stream().map(part -> running.get(part.name())).filter(Objects::nonNull)
                    .filter(jar -> jar.exitCode().isPresent()).toList();
            if (!ended.isEmpty()) {
                throw new NotReady(ended.stream().map(jar -> jar.name() + " ended with exit code " + jar.exitCode().getAsInt() + ":\n  "
                        + jar.lastWords()).collect(Collectors.joining("\n")));
            }
            if (Instant.now().isAfter(until)) {
                awaited.forEach(part -> running.get(part.name()).tellThreads());
                throw new NotReady(awaited.stream().map(part -> part.name() + " " + health.get(part.name()).told() + " after "
                        + READY_WITHIN.toSeconds() + " s; what its threads are at is in " + running.get(part.name()).log()).collect(Collectors.joining("\n")));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        }
    }

    /** Asks all to stop, the store last, waits, and ends what does not. */
    @Override
    public synchronized void stop() {
        stopped = true;
        List<RunningJar> above = running.values().stream().filter(jar -> !jar.name().equals(STORE)).toList();
        end(above);
        end(running.values().stream().filter(jar -> jar.name().equals(STORE)).toList());
        running.clear();
    }

    private static void end(List<RunningJar> jars) {
        jars.forEach(RunningJar::terminate);
        Instant until = Instant.now().plus(STOPPED_WITHIN);
        for (RunningJar jar : jars) {
            Duration left = Duration.between(Instant.now(), until);
            if (jar.awaitExit(left.isNegative() ? Duration.ZERO : left).isEmpty()) {
                jar.kill();
                jar.awaitExit(STOPPED_WITHIN);
            }
        }
    }

    @Override
    public String address(Part part) {
        return addresses.url(part.name());
    }

    @Override
    public List<Path> logs() {
        return PARTS.stream().map(part -> logs.resolve(part.name() + ".log")).toList();
    }
}
