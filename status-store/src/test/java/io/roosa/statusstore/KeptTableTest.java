package io.roosa.statusstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.infinispan.commons.IllegalLifecycleStateException;
import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.IntSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksIterator;

import io.roosa.statusstore.KeptTable.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What leaves the disk after its time, and what stays. The time is the test's. */
@Timeout(60)
class KeptTableTest {

    private static final IntSet ALL = IntSets.immutableRangeSet(256);
    private static final int AT_ONCE = 3;
    private static final int ROUNDS = 100;

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
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (OrderFiles files = OrderFiles.open(directory, false, threads)) {
            KeptTable inMemoryToo = new KeptTable(files, "orders", true);
            for (int round = 0; round < ROUNDS; round++) {
                List<String> orders = IntStream.range(0, 200).mapToObj(order -> "o-" + order).collect(Collectors.toCollection(ArrayList::new));
                Collections.shuffle(orders, random);
                allOf(orders.stream().map(order -> begun(inMemoryToo, order, 1000)));
                Future<?> purging = threads.submit(() -> purged(inMemoryToo, 1500, 500));

                allOf(orders.stream().map(order -> begun(inMemoryToo, order, 2000)));

                purging.get(10, TimeUnit.SECONDS);
                assertThat(standing(inMemoryToo)).as("in memory, seed %d", seed).containsExactlyInAnyOrderElementsOf(orders);
                assertThat(standing(new KeptTable(files, "orders", false))).as("on disk, seed %d", seed).containsExactlyInAnyOrderElementsOf(orders);
            }
        }
        threads.shutdown();
    }

    @Test
    void page_by_page_and_by_any_segments_the_rows_in_memory_are_those_on_disk_in_the_same_order() {
        long seed = System.nanoTime();
        System.out.println("page by page: seed " + seed);
        Random random = new Random(seed);
        try (OrderFiles files = OrderFiles.open(directory, false, Runnable::run)) {
            KeptTable inMemoryToo = new KeptTable(files, "orders", true);
            for (int order = 0; order < 300; order++) {
                byte[] bytes = ("o-" + order).getBytes(StandardCharsets.UTF_8);
                inMemoryToo.write(KeptTable.key(random.nextInt(20), bytes, 0, bytes.length), new byte[33], -1).toCompletableFuture().join();
            }
            KeptTable onDisk = new KeptTable(files, "orders", false);
            for (int round = 0; round < ROUNDS; round++) {
                IntSet segments = IntSets.from(random.ints(random.nextInt(12), 0, 24).distinct().iterator());
                int most = 1 + random.nextInt(50);

                assertThat(inPages(inMemoryToo, segments, most)).as("segments %s, %d at once, seed %d", segments, most, seed)
                        .isEqualTo(inPages(onDisk, segments, most));
            }
            assertThat(inPages(inMemoryToo, ALL, 7)).hasSize(300);
        }
    }

    private static List<String> inPages(KeptTable table, IntSet segments, int most) {
        List<Row> rows = new ArrayList<>();
        List<Row> page;
        do {
            page = table.rows(rows.isEmpty() ? null : rows.get(rows.size() - 1), segments, most);
            rows.addAll(page);
        } while (page.size() == most);
        return names(rows);
    }

    /** To reach into a database that is closed would end the process, and with it the tests. */
    @Test
    void whoever_reads_or_purges_while_the_files_are_closed_is_answered_or_refused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (int round = 0; round < 10; round++) {
            OrderFiles files = OrderFiles.open(directory.resolve("round-" + round), false, Runnable::run);
            KeptTable table = new KeptTable(files, "orders", false);
            for (int order = 0; order < 500; order++) {
                begun(table, "o-" + order, 1000 + order);
            }
            List<Callable<?>> uses = List.of(() -> table.mayHold(key("o-1")) ? table.read(key("o-1")) : null, () -> table.rows(null, ALL, 1000),
                    () -> table.purge(1500, 1, new ArrayList<>()));
            CountDownLatch begun = new CountDownLatch(uses.size());
            List<Future<Object>> refused = new ArrayList<>();
            for (Callable<?> use : uses) {
                refused.add(threads.submit(() -> {
                    while (true) {
                        use.call();
                        begun.countDown();
                    }
                }));
            }
            begun.await();

            files.close();

            for (Future<Object> refusal : refused) {
                assertThatThrownBy(() -> refusal.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalLifecycleStateException.class);
            }
        }
        threads.shutdown();
    }

    private static void allOf(Stream<CompletableFuture<Void>> writes) throws Exception {
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    }

    private static void write(KeptTable table, String order, long expiry) {
        begun(table, order, expiry).join();
    }

    private static CompletableFuture<Void> begun(KeptTable table, String order, long expiry) {
        byte[] entry = ByteBuffer.allocate(33).put((byte) 1).putLong(expiry).array();
        return table.write(key(order), entry, expiry).toCompletableFuture();
    }

    private static List<String> purged(KeptTable table, long now) {
        return purged(table, now, AT_ONCE);
    }

    private static List<String> purged(KeptTable table, long now, int most) {
        List<Row> purged = new ArrayList<>();
        while (table.purge(now, most, purged)) {
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
