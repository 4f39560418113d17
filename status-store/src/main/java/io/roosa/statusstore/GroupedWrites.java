package io.roosa.statusstore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

import org.infinispan.persistence.spi.PersistenceException;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Writes what many orders wrote in the same moment as one: they share the one call that has it written for good, and none is
 * acknowledged before. Nobody holds a thread while waiting for it. All is written in the order in which it came, so a loss of
 * power takes the end at most, never something from the midst.
 */
final class GroupedWrites implements AutoCloseable {

    private static final int MOST_AT_ONCE = 1000;

    private final RocksDB database;
    private final WriteOptions options;
    private final Executor acknowledging;
    private final BlockingQueue<Write> waiting = new LinkedBlockingQueue<>();
    private final Object turn = new Object();
    private final Write end = new Write(batch -> { }, new CompletableFuture<>());
    private final Thread writer = new Thread(this::writeUntilEnd, "order-status-store-writes");

    /** What is to be changed. */
    @FunctionalInterface
    interface Change {

        /** Adds it to what is written next. */
        void into(WriteBatch batch) throws RocksDBException;
    }

    private record Write(Change change, CompletableFuture<Void> stands) {
    }

    /**
     * Begins to write.
     *
     * @param synced whether a write is acknowledged only when it would survive a loss of power, not just the end of the process
     * @param acknowledging where those who wait for a write go on
     */
    GroupedWrites(RocksDB database, boolean synced, Executor acknowledging) {
        this.database = database;
        this.options = new WriteOptions().setSync(synced);
        this.acknowledging = acknowledging;
        writer.setDaemon(true);
        writer.start();
    }

    /** Writes a change; completes once it stands, or with a {@link PersistenceException} where it may not. */
    CompletionStage<Void> write(Change change) {
        Write write = new Write(change, new CompletableFuture<>());
        waiting.add(write);
        return write.stands();
    }

    /** Makes a change that depends on what stands, while nothing else is written. */
    void alone(Change change) throws RocksDBException {
        synchronized (turn) {
            try (WriteBatch batch = new WriteBatch()) {
                change.into(batch);
                database.write(options, batch);
            }
        }
    }

    /** Writes what still waits, and ends. */
    @Override
    public void close() {
        waiting.add(end);
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        options.close();
    }

    private void writeUntilEnd() {
        try (WriteBatch batch = new WriteBatch()) {
            for (List<Write> group = next(); ; group = next()) {
                batch.clear();
                write(group, batch);
                if (group.contains(end)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that ends.
            Thread.currentThread().interrupt();
        }
    }

    private List<Write> next() throws InterruptedException {
        List<Write> group = new ArrayList<>();
        group.add(waiting.take());
        waiting.drainTo(group, MOST_AT_ONCE - 1);
        return group;
    }

    private void write(List<Write> group, WriteBatch batch) {
        try {
            for (Write write : group) {
                write.change().into(batch);
            }
            synchronized (turn) {
                database.write(options, batch);
            }
            acknowledge(() -> group.forEach(write -> write.stands().complete(null)));
        } catch (RocksDBException e) {
            refuse(group, failed(e));
        } catch (RuntimeException e) {
            // Nothing may end this thread: whoever writes after it would wait for ever.
            refuse(group, new PersistenceException(e));
        }
    }

    private void refuse(List<Write> group, PersistenceException failure) {
        acknowledge(() -> group.forEach(write -> write.stands().completeExceptionally(failure)));
    }

    private void acknowledge(Runnable acknowledgement) {
        try {
            acknowledging.execute(acknowledgement);
        } catch (RejectedExecutionException stopping) {
            acknowledgement.run();
        }
    }

    /** As Infinispan and {@link WritesWithinReserve} expect it of a disk that fails. */
    static PersistenceException failed(RocksDBException failure) {
        return new PersistenceException(new IOException(failure.getMessage(), failure));
    }
}
