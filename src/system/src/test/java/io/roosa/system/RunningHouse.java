package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.roosa.shared.app.Environment;

import static org.awaitility.Awaitility.await;

/** All six applications in one process, from the packaged launcher, for tests that come from outside. */
public final class RunningHouse {

    private static final Duration START = Duration.ofSeconds(90);
    private static final String MANAGEMENT = "management of ";

    private final AddressBook addresses;
    private final RunningJar launcher;
    private final Path data;

    private RunningHouse(AddressBook addresses, RunningJar launcher, Path data) {
        this.addresses = addresses;
        this.launcher = launcher;
        this.data = data;
    }

    /** Starts them with their data and logs below {@code directory}. */
    public static RunningHouse start(Path directory) {
        AddressBook addresses = AddressBook.of(Environment.named("test")).withFreePorts();
        Path data = directory.resolve("data");
        List<String> options = addresses.overrides().entrySet().stream().map(override -> "-D" + override.getKey() + "=" + override.getValue()).toList();
        RunningJar launcher = PackagedJars.launcher(directory, Map.of(), options, "up", "--env", "test", "--data", data.toString());
        RunningHouse house = new RunningHouse(addresses, launcher, data);
        try {
            House.PARTS.forEach(part -> await(part.name()).atMost(START).until(new Health(addresses.managementUrl(part.name()))::isReady));
        } catch (RuntimeException notUp) {
            house.stop();
            throw new AssertionError(launcher.output(), notUp);
        }
        return house;
    }

    /** The port of an application, or of its management where the name begins with {@code management of}. */
    public int port(String application) {
        return URI.create(application.startsWith(MANAGEMENT) ? addresses.managementUrl(application.substring(MANAGEMENT.length())) : addresses.url(application)).getPort();
    }

    /** All that was logged so far; the database in which the store keeps the orders has logs of its own, and no lines in them. */
    public String log() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".log") && !file.getParent().endsWith("orders")).map(RunningHouse::text).collect(Collectors.joining());
        }
    }

    /** Ends them. */
    public void stop() {
        launcher.terminate();
        if (launcher.awaitExit(Duration.ofSeconds(20)).isEmpty()) {
            launcher.kill();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
