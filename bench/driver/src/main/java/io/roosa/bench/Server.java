package io.roosa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process that takes part in serving orders, with what it has cost so far, its own children counted in (Linux: /proc). */
final class Server implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;
    private static final int LAST_LINES = 5;

    private final String name;
    private final boolean platform;
    private final Process process;
    private final Path log;

    private Server(String name, boolean platform, Process process, Path log) {
        this.name = name;
        this.platform = platform;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param name for the table
     * @param platform whether it is what is measured; the systems below are not
     */
    static Server start(String name, boolean platform, List<String> command, Path directory, Map<String, String> variables) {
        try {
            Path log = directory.resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(variables);
            return new Server(name, platform, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    boolean platform() {
        return platform;
    }

    boolean runs() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** The last lines that it wrote. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n  ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Seconds of processor time so far, user and system, those of ended children included. */
    double cpuSeconds() {
        return family().mapToDouble(Server::cpuSeconds).sum();
    }

    /** The most memory it has held so far, in MiB; of a family of processes what it holds now, shared pages once. */
    long residentMiB() {
        List<ProcessHandle> family = family().toList();
        return family.size() == 1 ? kiB(family.get(0), "status", "VmHWM:") / 1024
                : family.stream().mapToLong(one -> kiB(one, "smaps_rollup", "Pss:")).sum() / 1024;
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static double cpuSeconds(ProcessHandle one) {
        try {
            return cpuSeconds(Files.readString(Path.of("/proc", String.valueOf(one.pid()), "stat")));
        } catch (IOException gone) {
            return 0;
        }
    }

    /** User and system time, and that of the children that have ended, of a line of {@code /proc/PID/stat}. The name in brackets may hold anything. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12]) + Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    private static long kiB(ProcessHandle one, String file, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(one.pid()), file))) {
            return lines.filter(line -> line.startsWith(field)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    /** Asks it to stop, and waits until it has. @return whether it did in time */
    boolean stop(long seconds) {
        process.destroy();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
