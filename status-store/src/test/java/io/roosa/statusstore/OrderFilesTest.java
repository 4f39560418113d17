package io.roosa.statusstore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.app.WrongSetting;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What stands of the orders after a loss of power, or of a file. */
@Timeout(60)
class OrderFilesTest {

    private static final List<String> CACHES = List.of(OrderStatusStore.STATUS, OrderStatusStore.JOURNAL, OrderStatusStore.IN_FLIGHT, OrderStatusStore.IDEMPOTENCY);
    private static final int BURSTS = 300;
    private static final int CUTS = 25;

    @TempDir
    private Path directory;

    /** What stands in all caches after so many writes, and how long the log was at the latest when the last of them was acknowledged. */
    private record Known(long length, Map<String, String> orders) {
    }

    @Test
    void a_log_that_is_cut_anywhere_loses_its_tail_and_nothing_before_it_in_any_cache() throws Exception {
        long seed = System.nanoTime();
        System.out.println("a log that is cut: seed " + seed);
        Random random = new Random(seed);
        List<Known> known = new ArrayList<>(List.of(new Known(0, Map.of())));
        Path written = directory.resolve("written");
        try (OrderFiles files = OrderFiles.open(written, true, Runnable::run)) {
            Map<String, KeptTable> tables = tables(files);
            write(random, tables, written, known);

            for (int cut = 0; cut < CUTS; cut++) {
                long length = (long) (random.nextDouble() * Files.size(log(written)));
                Path left = copied(written, directory.resolve("cut-" + cut));
                try (FileChannel log = FileChannel.open(log(left), StandardOpenOption.WRITE)) {
                    log.truncate(length);
                }

                Map<String, String> standing = standing(left);

                int acknowledged = (int) known.stream().filter(then -> then.length() <= length).count() - 1;
                int burst = (int) known.stream().filter(then -> then.length() <= known.get(Math.min(acknowledged + 1, known.size() - 1)).length()).count();
                assertThat(known.subList(acknowledged, burst)).as("seed %d, cut at %d", seed, length).extracting(Known::orders).contains(standing);
            }
        }
        assertThat(standing(written)).isEqualTo(known.get(known.size() - 1).orders());
    }

    /** Writes now one order, now some in one go; those stand together at the latest when all are acknowledged. */
    private static void write(Random random, Map<String, KeptTable> tables, Path directory, List<Known> known) throws Exception {
        Map<String, String> orders = new TreeMap<>();
        for (int burst = 0; burst < BURSTS; burst++) {
            List<CompletableFuture<Void>> writes = new ArrayList<>();
            List<Map<String, String>> after = new ArrayList<>();
            for (int left = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 1; left > 0; left--) {
                String cache = CACHES.get(random.nextInt(CACHES.size()));
                String order = "o-" + random.nextInt(100);
                if (random.nextInt(5) == 0) {
                    writes.add(tables.get(cache).delete(bytes(order)).toCompletableFuture());
                    orders.remove(cache + "/" + order);
                } else {
                    String entry = burst + "." + left + "x".repeat(random.nextInt(500)) + ".";
                    writes.add(tables.get(cache).write(bytes(order), bytes(entry), random.nextBoolean() ? -1 : Long.MAX_VALUE).toCompletableFuture());
                    orders.put(cache + "/" + order, entry);
                }
                after.add(new TreeMap<>(orders));
            }
            CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
            long length = Files.size(log(directory));
            after.forEach(then -> known.add(new Known(length, then)));
        }
    }

    private static Map<String, String> standing(Path directory) {
        Map<String, String> standing = new TreeMap<>();
        try (OrderFiles files = OrderFiles.open(directory, true, Runnable::run)) {
            tables(files).forEach((cache, table) -> {
                for (int order = 0; order < 100; order++) {
                    byte[] entry = table.read(bytes("o-" + order));
                    if (entry != null) {
                        standing.put(cache + "/o-" + order, new String(entry, StandardCharsets.UTF_8));
                    }
                }
            });
        }
        return standing;
    }

    @Test
    void a_database_that_lost_the_file_that_tells_what_it_is_made_of_is_refused_and_not_begun_anew() throws Exception {
        try (OrderFiles files = OrderFiles.open(directory.resolve("orders"), true, Runnable::run)) {
            tables(files).get(OrderStatusStore.STATUS).write(bytes("o-1"), bytes("entry"), -1).toCompletableFuture().join();
        }

        Files.delete(directory.resolve("orders").resolve("CURRENT"));

        assertThatThrownBy(() -> OrderFiles.open(directory.resolve("orders"), true, Runnable::run)).isInstanceOf(WrongSetting.class)
                .hasMessageContaining("order-status-store.data-dir = " + directory).hasMessageContaining("a directory in which orders can be kept");
    }

    private static Map<String, KeptTable> tables(OrderFiles files) {
        Map<String, KeptTable> tables = new TreeMap<>();
        CACHES.forEach(cache -> tables.put(cache, new KeptTable(files, cache, false)));
        return tables;
    }

    private static Path log(Path directory) throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*.log")) {
            return logs.iterator().next();
        }
    }

    private static Path copied(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, file -> !file.getFileName().toString().startsWith("librocksdbjni"))) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
