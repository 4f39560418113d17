package io.roosa.system;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One application that runs from its packaged jar in a JVM of its own, and writes to a log file of its own. */
public final class RunningJar {

    private static final int LINES_TOLD = 5;
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);
    private static final Optional<String> NICE = Stream.of("/usr/bin/nice", "/bin/nice").filter(file -> Files.isExecutable(Path.of(file))).findFirst();

    private final String name;
    private final Process process;
    private final Path log;
    private final long logBegan;

    private RunningJar(String name, Process process, Path log, long logBegan) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logBegan = logBegan;
    }

    /**
     * Starts the jar.
     *
     * @param name the application's name, for what is told of it
     * @param niceness how far it gives way to others at the processor, 0 (not at all) to 19 (POSIX nice); 0 where the system knows no such thing
     * @param command what comes after {@code java}: options, {@code -jar}, the jar, arguments
     * @param variables environment variables besides those of this process
     * @param directory the working directory
     * @param log where its output is appended
     */
    public static RunningJar start(String name, int niceness, List<String> command, Map<String, String> variables, Path directory, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long logBegan = Files.exists(log) ? Files.size(log) : 0;
            List<String> whole = new ArrayList<>();
            NICE.filter(there -> niceness > 0).ifPresent(nice -> whole.addAll(List.of(nice, "-n", String.valueOf(niceness))));
            whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            whole.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(variables);
            return new RunningJar(name, builder.start(), log, logBegan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    /** The application's name. */
    public String name() {
        return name;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** What it has written since this start. */
    public String output() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, file.length() - logBegan)];
            file.seek(logBegan);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that it wrote, which say why it ended where it did. */
    public String lastWords() {
        List<String> lines = output().lines().toList();
        return String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }

    /** With which code it ended, empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Asks it to stop (SIGTERM), without waiting. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it as a power loss would (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
    }

    /** Has it write to its log what each of its threads is at (SIGQUIT), for who has to find out why it does not get on. */
    void tellThreads() {
        try {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(pid())).start().waitFor(TOLD_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException noSignals) {
            // A system without signals: its log says what it says.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end; answers its exit code, empty where it still runs after that time. */
    public OptionalInt awaitExit(Duration atMost) {
        try {
            process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exitCode();
    }
}
