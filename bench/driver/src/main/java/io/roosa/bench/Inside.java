package io.roosa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds at a moment (Linux: /proc; jcmd).
 *
 * @param residentMiB memory that it occupies
 * @param peakResidentMiB the most so far
 * @param heapMiB of the heap, after a full collection; 0 where it was not asked for
 * @param threads platform threads
 * @param descriptors open files and sockets
 * @param classes bytes of the heap by class
 */
record Inside(long residentMiB, long peakResidentMiB, double heapMiB, long threads, long descriptors, Map<String, Long> classes) {

    private static final Pattern HISTOGRAM_LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    /** Without a collection: costs next to nothing. */
    static Inside glance(Server server) {
        return new Inside(status(server, "VmRSS:") / 1024, status(server, "VmHWM:") / 1024, 0, status(server, "Threads:"), descriptors(server), Map.of());
    }

    /** With the heap as it is after a full collection. */
    static Inside look(Server server) {
        Map<String, Long> classes = new HashMap<>();
        jcmd(server, "GC.class_histogram").forEach(line -> {
            Matcher row = HISTOGRAM_LINE.matcher(line);
            if (row.matches()) {
                classes.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum);
            }
        });
        Inside glance = glance(server);
        double heap = classes.values().stream().mapToLong(Long::longValue).sum() / 1048576.0;
        return new Inside(glance.residentMiB, glance.peakResidentMiB, heap, glance.threads, glance.descriptors, classes);
    }

    /** The classes that grew most since then, bytes for each of so many orders. */
    Map<String, Long> grownSince(Inside before, long orders, int most) {
        Map<String, Long> grown = new HashMap<>();
        classes.forEach((name, bytes) -> grown.put(name, (bytes - before.classes.getOrDefault(name, 0L)) / Math.max(1, orders)));
        Map<String, Long> largest = new LinkedHashMap<>();
        grown.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(most)
                .forEach(entry -> largest.put(entry.getKey(), entry.getValue()));
        return largest;
    }

    private static List<String> jcmd(Server server, String command) {
        try {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(server.pid()), command)
                    .redirectErrorStream(true).start();
            List<String> lines = new ArrayList<>(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
            process.waitFor();
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static long status(Server server, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(server.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static long descriptors(Server server) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(server.pid()), "fd"))) {
            return open.count();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
