package io.roosa.statusstore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

import org.infinispan.commons.IllegalLifecycleStateException;
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
    private final Write end = new Write(batch -> { }, () -> { }, new CompletableFuture<>());
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** What is to be changed. */
    @FunctionalInterface
    interface Change {

        /** Adds it to what is written next. */
        void into(WriteBatch batch) throws RocksDBException;
    }

    private record Write(Change change, Runnable known, CompletableFuture<Void> stands) {
    }

    /**
     * Begins to write.
     *
     * @param options whether a write is acknowledged only when it would survive a loss of power; they stay open until after the end
     * @param acknowledging where those who wait for a write go on
     */
    GroupedWrites(RocksDB database, WriteOptions options, Executor acknowledging) {
        this.database = database;
        this.options = options;
        this.acknowledging = acknowledging;
        Thread writer = new Thread(this::writeUntilEnd, "order-status-store-writes");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Writes a change; completes once it stands, with a {@link PersistenceException} where it may not, or with an
     * {@link IllegalLifecycleStateException} after the end.
     *
     * @param known called as soon as it stands: before anything that is written later stands, and before anyone is told
     */
    CompletionStage<Void> write(Change change, Runnable known) {
        Write write = new Write(change, known, new CompletableFuture<>());
        waiting.add(write);
        if (ended.isDone()) {
            refuseWaiting();
        }
        return write.stands();
    }

    /** Makes a change that depends on what stands, while nothing else is written. */
    void alone(Change change, Runnable known) throws RocksDBException {
        synchronized (turn) {
            try (WriteBatch batch = new WriteBatch()) {
                change.into(batch);
                database.write(options, batch);
                known.run();
            }
        }
    }

    /** Writes what still waits, and ends. Not to be interrupted: the database is closed next, and must not be while it is written to. */
    @Override
    public void close() {
        waiting.add(end);
        ended.join();
    }

    private void writeUntilEnd() {
        try (WriteBatch batch = new WriteBatch()) {
            for (List<Write> group = next(); ; group = next()) {
                write(group, batch);
                if (group.contains(end)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that ends.
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
            refuseWaiting();
        }
    }

    private List<Write> next() throws InterruptedException {
        // As long as it may become: nothing that was taken from those who wait is to be lost for want of memory.
        List<Write> group = new ArrayList<>(MOST_AT_ONCE);
        group.add(waiting.take());
        waiting.drainTo(group, MOST_AT_ONCE - 1);
        return group;
    }

    /** Nothing may end the thread that does this: whoever writes after it would wait for ever. */
    private void write(List<Write> group, WriteBatch batch) {
        try {
            batch.clear();
            List<Write> written = new ArrayList<>(group.size());
            for (Write write : group) {
                if (isAdded(write, batch)) {
                    written.add(write);
                }
            }
            synchronized (turn) {
                database.write(options, batch);
                written.removeIf(write -> !isKnown(write));
            }
            acknowledge(() -> written.forEach(write -> write.stands().complete(null)));
        } catch (RocksDBException e) {
            refuse(group, failed(e));
        } catch (RuntimeException | Error e) {
            refuse(group, new PersistenceException(e));
        }
    }

    /** A change that cannot be made fails the one who wants it, not those who happen to be written with it. */
    private boolean isAdded(Write write, WriteBatch batch) throws RocksDBException {
        batch.setSavePoint();
        try {
            write.change().into(batch);
            return true;
        } catch (RocksDBException | RuntimeException | Error e) {
            refuse(List.of(write), new PersistenceException(e));
            batch.rollbackToSavePoint();
            return false;
        }
    }

    private boolean isKnown(Write write) {
        try {
            write.known().run();
            return true;
        } catch (RuntimeException | Error e) {
            refuse(List.of(write), new PersistenceException(e));
            return false;
        }
    }

    private void refuseWaiting() {
        for (Write late = waiting.poll(); late != null; late = waiting.poll()) {
            refuse(List.of(late), closed());
        }
    }

    private void refuse(List<Write> group, RuntimeException failure) {
        acknowledge(() -> group.forEach(write -> write.stands().completeExceptionally(failure)));
    }

    private void acknowledge(Runnable acknowledgement) {
        try {
            acknowledging.execute(acknowledgement);
        } catch (RuntimeException | Error noThread) {
            acknowledgement.run();
        }
    }

    /** What whoever comes after the end is told. */
    static IllegalLifecycleStateException closed() {
        return new IllegalLifecycleStateException("order-status-store has closed its files");
    }

    /** As Infinispan and {@link WritesWithinReserve} expect it of a disk that fails. */
    static PersistenceException failed(RocksDBException failure) {
        return new PersistenceException(new IOException(failure.getMessage(), failure));
    }
}
