package io.roosa.statusstore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.infinispan.commons.IllegalLifecycleStateException;
import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.IntSets;
import org.infinispan.persistence.spi.PersistenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever writes is answered, whatever happens to what others write in the same moment. */
@Timeout(20)
class GroupedWritesTest {

    private static final byte[] ENTRY = bytes("entry");
    private static final IntSet ALL = IntSets.immutableRangeSet(256);

    @TempDir
    private Path directory;

    @Test
    void a_change_that_cannot_be_made_fails_its_own_writer_and_nobody_else() throws Exception {
        try (OrderFiles files = OrderFiles.open(directory, true, Runnable::run)) {
            ColumnFamilyHandle table = files.table("orders");
            CountDownLatch allWait = new CountDownLatch(1);
            CompletionStage<Void> first = write(files, batch -> await(allWait));
            CompletionStage<Void> before = write(files, batch -> batch.put(table, bytes("before"), ENTRY));
            CompletionStage<Void> failing = write(files, batch -> {
                batch.put(table, bytes("half"), ENTRY);
                throw new IllegalStateException("cannot be made");
            });
            CompletionStage<Void> failingBadly = write(files, batch -> {
                throw new StackOverflowError();
            });
            CompletionStage<Void> refused = write(files, batch -> {
                throw new RocksDBException("refused");
            });
            CompletionStage<Void> after = write(files, batch -> batch.put(table, bytes("after"), ENTRY));

            allWait.countDown();

            for (CompletionStage<Void> stands : List.of(first, before, after)) {
                stands.toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
            for (CompletionStage<Void> fails : List.of(failing, failingBadly, refused)) {
                assertThatThrownBy(fails.toCompletableFuture()::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(PersistenceException.class);
            }
            assertThat(read(files, table, "before")).isEqualTo(ENTRY);
            assertThat(read(files, table, "half")).isNull();
            assertThat(read(files, table, "after")).isEqualTo(ENTRY);
        }
    }

    @Test
    void the_next_write_is_served_after_one_that_failed_in_a_way_nobody_expected() throws Exception {
        try (OrderFiles files = OrderFiles.open(directory, true, Runnable::run)) {
            ColumnFamilyHandle table = files.table("orders");
            CountDownLatch allWait = new CountDownLatch(1);
            CompletionStage<Void> first = write(files, batch -> await(allWait));
            CompletionStage<Void> failing = files.writes().write(batch -> batch.put(table, bytes("o-1"), ENTRY), () -> {
                throw new OutOfMemoryError("as if");
            });
            CompletionStage<Void> together = write(files, batch -> batch.put(table, bytes("o-2"), ENTRY));

            allWait.countDown();

            first.toCompletableFuture().get(10, TimeUnit.SECONDS);
            together.toCompletableFuture().get(10, TimeUnit.SECONDS);
            write(files, batch -> batch.put(table, bytes("o-3"), ENTRY)).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(failing.toCompletableFuture()).isCompletedExceptionally();
            assertThat(read(files, table, "o-3")).isEqualTo(ENTRY);
        }
    }

    @Test
    void a_write_is_acknowledged_even_where_no_thread_is_left_to_do_it() throws Exception {
        try (OrderFiles files = OrderFiles.open(directory, true, acknowledgement -> {
            throw new OutOfMemoryError("unable to create native thread");
        })) {
            CompletionStage<Void> write = write(files, batch -> batch.put(files.table("orders"), bytes("o-1"), ENTRY));

            write.toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void the_rows_in_memory_are_those_on_disk_before_anyone_is_told_of_a_write() throws Exception {
        BlockingQueue<Runnable> acknowledgements = new LinkedBlockingQueue<>();
        try (OrderFiles files = OrderFiles.open(directory, true, acknowledgements::add)) {
            KeptTable inFlight = new KeptTable(files, OrderStatusStore.IN_FLIGHT, true);

            CompletableFuture<Void> write = inFlight.write(KeptTable.key(1, ENTRY, 0, ENTRY.length), ENTRY, -1).toCompletableFuture();

            Runnable acknowledgement = acknowledgements.take();
            assertThat(write).isNotDone();
            assertThat(inFlight.rows(null, ALL, 10)).hasSize(1);
            acknowledgement.run();
            assertThat(write).isCompleted();
        }
    }

    @Test
    void what_is_acknowledged_late_does_not_undo_what_was_written_after_it() throws Exception {
        BlockingQueue<Runnable> acknowledgements = new LinkedBlockingQueue<>();
        try (OrderFiles files = OrderFiles.open(directory, true, acknowledgements::add)) {
            KeptTable inFlight = new KeptTable(files, OrderStatusStore.IN_FLIGHT, true);
            inFlight.write(KeptTable.key(1, ENTRY, 0, ENTRY.length), ENTRY, -1);
            Runnable written = acknowledgements.take();
            inFlight.clear();
            Runnable cleared = acknowledgements.take();

            cleared.run();
            written.run();

            assertThat(inFlight.rows(null, ALL, 10)).isEmpty();
        }
    }

    @Test
    void whoever_writes_while_the_files_are_closed_is_answered_and_whoever_writes_later_is_refused() throws Exception {
        OrderFiles files = OrderFiles.open(directory, false, Runnable::run);
        ColumnFamilyHandle table = files.table("orders");
        List<CompletionStage<Void>> writes = new ArrayList<>();
        CountDownLatch writing = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            for (CompletionStage<Void> last = null; last == null || !last.toCompletableFuture().isCompletedExceptionally(); writing.countDown()) {
                last = write(files, batch -> batch.put(table, bytes("o-1"), ENTRY));
                writes.add(last);
            }
        });
        writer.start();
        writing.await();

        files.close();

        writer.join();
        for (CompletionStage<Void> write : writes) {
            write.handle((stands, refusal) -> refusal).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        assertThatThrownBy(write(files, batch -> { }).toCompletableFuture()::join).hasCauseInstanceOf(IllegalLifecycleStateException.class);
        assertThatThrownBy(() -> read(files, table, "o-0")).isInstanceOf(IllegalLifecycleStateException.class);
        files.close();
    }

    @Test
    void files_are_closed_in_order_though_the_one_who_closes_them_is_interrupted() {
        OrderFiles files = OrderFiles.open(directory, true, Runnable::run);
        KeptTable orders = new KeptTable(files, "orders", false);
        List<CompletionStage<Void>> writes = new ArrayList<>();
        for (int order = 0; order < 5000; order++) {
            byte[] key = bytes("o-" + order);
            writes.add(orders.write(KeptTable.key(1, key, 0, key.length), ENTRY, -1));
        }
        Thread.currentThread().interrupt();

        files.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(writes).allSatisfy(write -> assertThat(write.toCompletableFuture()).isCompleted());
    }

    private static CompletionStage<Void> write(OrderFiles files, GroupedWrites.Change change) {
        return files.writes().write(change, () -> { });
    }

    private static byte[] read(OrderFiles files, ColumnFamilyHandle table, String key) {
        return files.use(open -> open.get(table, bytes(key)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
