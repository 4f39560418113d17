package io.roosa.statusstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.IntSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksIterator;

import io.roosa.statusstore.KeptTable.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves the disk after its time, and what stays. The time is the test's. */
@Timeout(60)
class KeptTableTest {

    private static final IntSet ALL = IntSets.immutableRangeSet(256);
    private static final int AT_ONCE = 3;

    @TempDir
    private Path directory;

    @Test
    void an_entry_leaves_the_disk_after_its_time_and_not_before() {
        try (OrderFiles files = OrderFiles.open(directory, true, Runnable::run)) {
            KeptTable table = new KeptTable(files, "orders", false);
            write(table, "for ever", -1);
            write(table, "until 1000", 1000);
            write(table, "until 2000", 2000);

            List<String> early = purged(table, 999);
            List<String> inTime = purged(table, 1000);

            assertThat(early).isEmpty();
            assertThat(inTime).containsExactly("until 1000");
            assertThat(standing(table)).containsExactlyInAnyOrder("for ever", "until 2000");
            assertThat(table.read(key("until 1000"))).isNull();
        }
    }

    @Test
    void an_entry_that_was_written_again_with_a_later_expiry_stays_until_then() {
        try (OrderFiles files = OrderFiles.open(directory, true, Runnable::run)) {
            KeptTable table = new KeptTable(files, "orders", false);
            write(table, "later", 1000);
            write(table, "later", 2000);
            write(table, "never", 1000);
            write(table, "never", -1);
            write(table, "gone", 1000);
            table.delete(key("gone")).toCompletableFuture().join();

            assertThat(purged(table, 1500)).isEmpty();

            assertThat(standing(table)).containsExactlyInAnyOrder("later", "never");
            assertThat(purged(table, 2000)).containsExactly("later");
            assertThat(standing(table)).containsExactly("never");
        }
    }

    @Test
    void what_expired_leaves_the_disk_even_where_it_is_more_than_is_looked_at_at_once_and_nothing_of_it_is_left() {
        try (OrderFiles files = OrderFiles.open(directory, true, Runnable::run)) {
            KeptTable table = new KeptTable(files, "orders", true);
            for (int order = 0; order < 3 * AT_ONCE; order++) {
                write(table, "o-" + order, 1000 + order);
            }

            assertThat(purged(table, 5000)).hasSize(3 * AT_ONCE);

            assertThat(standing(table)).isEmpty();
            boolean isAnyLeft = files.use(open -> {
                try (RocksIterator expiries = open.newIterator(files.table("orders.expiries"))) {
                    expiries.seekToFirst();
                    return expiries.isValid();
                }
            });
            assertThat(isAnyLeft).isFalse();
        }
    }

    @Test
    void an_entry_that_is_written_again_while_it_is_purged_stands_on_disk_and_in_memory() throws Exception {
        long seed = System.nanoTime();
        System.out.println("written again while purged: seed " + seed);
        int keys = 20;
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<String> inMemory;
        try (OrderFiles files = OrderFiles.open(directory, false, threads)) {
            KeptTable table = new KeptTable(files, "orders", true);
            Random random = new Random(seed);
            Future<?> writing = threads.submit(() -> {
                for (int write = 0; write < 20_000; write++) {
                    write(table, "o-" + random.nextInt(keys), 1000 + random.nextInt(2) * 1000);
                }
                for (int order = 0; order < keys; order++) {
                    write(table, "o-" + order, 2000);
                }
            });
            while (!writing.isDone()) {
                purged(table, 1500);
            }
            writing.get(10, TimeUnit.SECONDS);
            inMemory = standing(table);
        }
        threads.shutdown();

        try (OrderFiles files = OrderFiles.open(directory, true, Runnable::run)) {
            assertThat(standing(new KeptTable(files, "orders", false))).as("seed %d", seed).hasSize(keys).containsExactlyElementsOf(inMemory);
        }
    }

    private static void write(KeptTable table, String order, long expiry) {
        byte[] entry = ByteBuffer.allocate(33).put((byte) 1).putLong(expiry).array();
        table.write(key(order), entry, expiry).toCompletableFuture().join();
    }

    private static List<String> purged(KeptTable table, long now) {
        List<Row> purged = new ArrayList<>();
        while (table.purge(now, AT_ONCE, purged)) {
            // there may be more
        }
        return names(purged);
    }

    private static List<String> standing(KeptTable table) {
        return names(table.rows(null, ALL, 1000));
    }

    private static List<String> names(List<Row> rows) {
        return rows.stream().map(row -> new String(row.cacheKey(), StandardCharsets.UTF_8)).toList();
    }

    private static byte[] key(String order) {
        byte[] bytes = order.getBytes(StandardCharsets.UTF_8);
        return KeptTable.key(bytes.length, bytes, 0, bytes.length);
    }
}
