package io.roosa.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The README's commands do what it says: each {@code ```sh} block runs in a copy of the project's folder and ends with 0. A block that says
 * "stop with Ctrl-C" stays up for the blocks after it, until one that starts the applications anew.
 */
class ReadmeIT {

    private static final Path README = PackagedJars.HOME.resolve("README.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Pattern STARTS_ANEW = Pattern.compile("(?m)roosa(\\.jar)?(\\s+(?!status)\\S+)*$");

    /** The build that runs this test cannot run itself; jbang and git fetch from elsewhere. */
    private static final Pattern NOT_HERE = Pattern.compile("(?m)^.*(mvnw|jbang|git clone).*\\n|^cd .*\\n");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path directory;
    private final List<Process> up = new ArrayList<>();

    @AfterEach
    void stop_what_is_still_up() {
        up.forEach(ReadmeIT::interrupted);
    }

    @Test
    void each_command_of_the_readme_works() throws IOException {
        assumeThat(README).as("the README is written").exists();
        assumeThat(IntStream.rangeClosed(8081, 8085).allMatch(ReadmeIT::isFree)).as("nothing else uses the ports of environment dev").isTrue();

        layOutACopy();
        for (String block : blocks(Files.readString(README))) {
            run(block);
        }
    }

    @Test
    void a_block_is_what_stands_between_its_fences() {
        List<String> blocks = blocks("a\n```sh\n./mvnw package\n./roosa demo\n```\n```json\n{}\n```\n```sh\ncurl x\ncurl y\n```\n");

        assertThat(blocks).containsExactly("./roosa demo\n", "curl x\ncurl y\n");
    }

    /** By links: what the commands keep on disk is kept out of the project. */
    private void layOutACopy() throws IOException {
        try (Stream<Path> entries = Files.list(PackagedJars.HOME)) {
            for (Path entry : entries.filter(entry -> !entry.endsWith("data")).toList()) {
                Files.createSymbolicLink(directory.resolve(entry.getFileName()), entry);
            }
        }
    }

    private void run(String block) throws IOException {
        if (STARTS_ANEW.matcher(block).find()) {
            up.forEach(ReadmeIT::interrupted);
            up.clear();
        }
        Path output = Files.createTempFile(directory, "block", ".out");
        Process shell = new ProcessBuilder("sh", "-euc", block).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        up.add(shell);
        await(block).atMost(PATIENCE).until(() -> !shell.isAlive() || Files.readString(output, StandardCharsets.UTF_8).contains("stop with Ctrl-C"));
        if (!shell.isAlive()) {
            up.remove(shell);
            assertThat(shell.exitValue()).as(block + "\n" + Files.readString(output, StandardCharsets.UTF_8)).isZero();
        }
    }

    /** As Ctrl-C does: the whole of what the shell started is told to stop. */
    private static void interrupted(Process shell) {
        Stream.concat(shell.descendants(), Stream.of(shell.toHandle())).toList().forEach(ProcessHandle::destroy);
        try {
            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).as("it stops when it is told to").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> blocks(String markdown) {
        return BLOCK.matcher(markdown).results().map(block -> NOT_HERE.matcher(block.group(1)).replaceAll("")).filter(block -> !block.isBlank()).toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException busy) {
            return false;
        }
    }
}
