package io.roosa.statusstore;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.infinispan.commons.util.IntSet;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The entries of one cache on disk. A key begins with its segment (2 bytes), so that a segment that moves to another node is one
 * range. Beside it stands a second table of what expires when: the time (8 bytes) and the key.
 */
final class KeptTable {

    private final OrderFiles files;
    private final ColumnFamilyHandle entries;
    private final ColumnFamilyHandle expiries;
    private final Optional<RowsInMemory> inMemory;

    /** An entry's key, and what {@link KeptEntry} makes of it. */
    record Row(byte[] key, byte[] entry) {

        /** The key as the cache knows it, without the segment. */
        byte[] cacheKey() {
            return Arrays.copyOfRange(key, Short.BYTES, key.length);
        }

        byte[] next() {
            return Arrays.copyOf(key, key.length + 1);
        }
    }

    /**
     * Opens it.
     *
     * @param lookedThrough whether its rows are looked through often: those are held in memory as well. RocksDB would have to step
     *     over every row that left the table until it is compacted, which was half of the store's CPU
     */
    KeptTable(OrderFiles files, String cache, boolean lookedThrough) {
        this.files = files;
        this.entries = files.table(cache);
        this.expiries = files.table(cache + ".expiries");
        this.inMemory = lookedThrough ? Optional.of(new RowsInMemory()) : Optional.empty();
        inMemory.ifPresent(this::fill);
    }

    private void fill(RowsInMemory memory) {
        files.use(open -> {
            try (ReadOptions options = new ReadOptions().setFillCache(false); RocksIterator at = open.newIterator(entries, options)) {
                for (at.seekToFirst(); at.isValid(); at.next()) {
                    memory.put(new Row(at.key(), at.value()));
                }
                at.status();
            }
            return memory;
        });
    }

    static byte[] key(int segment, byte[] cacheKey, int offset, int length) {
        return ByteBuffer.allocate(Short.BYTES + length).putShort((short) segment).put(cacheKey, offset, length).array();
    }

    /** Whether it may stand there; told without a look at the disk. */
    boolean mayHold(byte[] key) {
        return inMemory.map(memory -> memory.read(key) != null).orElseGet(() -> files.use(open -> open.keyMayExist(entries, key, null)));
    }

    /** What stands there, or null. */
    byte[] read(byte[] key) {
        return isInMemory() ? inMemory.get().read(key) : files.use(open -> open.get(entries, key));
    }

    /** @param expiry when it expires, in milliseconds since 1970, or -1 */
    CompletionStage<Void> write(byte[] key, byte[] entry, long expiry) {
        return write(batch -> {
            batch.put(entries, key, entry);
            if (expiry >= 0) {
                batch.put(expiries, ByteBuffer.allocate(Long.BYTES + key.length).putLong(expiry).put(key).array(), new byte[0]);
            }
        }, memory -> memory.put(new Row(key, entry)));
    }

    CompletionStage<Void> delete(byte[] key) {
        return write(batch -> batch.delete(entries, key), memory -> memory.remove(key));
    }

    /** Deletes all of a cache. */
    CompletionStage<Void> clear() {
        return write(batch -> batch.deleteRange(entries, start(0), start(Short.MAX_VALUE)), RowsInMemory::clear);
    }

    /** Deletes all of some segments. */
    CompletionStage<Void> clear(IntSet segments) {
        return write(batch -> {
            for (int segment : segments) {
                batch.deleteRange(entries, start(segment), start(segment + 1));
            }
        }, memory -> memory.clear(segments));
    }

    /** The rows in memory change with those on disk, in the same order; a write that fails leaves them as they were. */
    private CompletionStage<Void> write(GroupedWrites.Change onDisk, Consumer<RowsInMemory> known) {
        return files.writes().write(onDisk, () -> inMemory.ifPresent(known));
    }

    /** How many stand there: all of them where they are in memory, RocksDB's estimate where not. */
    long approximateSize() {
        return inMemory.map(RowsInMemory::count).orElseGet(() -> files.use(open -> open.getLongProperty(entries, "rocksdb.estimate-num-keys")));
    }

    /** Whether its rows are told without a look at the disk. */
    boolean isInMemory() {
        return inMemory.isPresent();
    }

    /** The first rows of those segments, at most so many, that follow on a row; null for the first of all. */
    List<Row> rows(Row previous, IntSet segments, int most) {
        return inMemory.map(memory -> memory.rows(previous, segments, most)).orElseGet(() -> rowsOnDisk(previous, segments, most));
    }

    private List<Row> rowsOnDisk(Row previous, IntSet segments, int most) {
        return files.use(open -> {
            List<Row> rows = new ArrayList<>();
            try (ReadOptions options = new ReadOptions().setFillCache(false); RocksIterator at = open.newIterator(entries, options)) {
                at.seek(previous == null ? start(0) : previous.next());
                while (at.isValid() && rows.size() < most) {
                    byte[] key = at.key();
                    int segment = segment(key);
                    if (segments.contains(segment)) {
                        rows.add(new Row(key, at.value()));
                        at.next();
                    } else {
                        at.seek(start(segment + 1));
                    }
                }
                at.status();
            }
            return rows;
        });
    }

    /**
     * Deletes what has expired, at most so many at once.
     *
     * @param purged is given what was deleted
     * @return whether there may be more
     */
    boolean purge(long now, int most, List<Row> purged) {
        return files.use(open -> {
            List<byte[]> due = due(open, now, most);
            if (due.isEmpty()) {
                return false;
            }
            for (byte[] expiry : due) {
                // From then on it is in memory: nobody has to wait for a slow disk while nothing else is written.
                open.get(entries, keyOf(expiry));
            }
            files.writes().alone(batch -> {
                for (byte[] expiry : due) {
                    byte[] key = keyOf(expiry);
                    byte[] entry = open.get(entries, key);
                    if (entry != null && KeptEntry.isExpired(entry, now)) {
                        batch.delete(entries, key);
                        purged.add(new Row(key, entry));
                    }
                    batch.delete(expiries, expiry);
                }
            }, () -> inMemory.ifPresent(memory -> purged.forEach(row -> memory.remove(row.key()))));
            return due.size() == most;
        });
    }

    private static byte[] keyOf(byte[] expiry) {
        return Arrays.copyOfRange(expiry, Long.BYTES, expiry.length);
    }

    private List<byte[]> due(RocksDB open, long now, int most) throws RocksDBException {
        List<byte[]> due = new ArrayList<>();
        try (ReadOptions options = new ReadOptions().setFillCache(false); RocksIterator at = open.newIterator(expiries, options)) {
            for (at.seekToFirst(); at.isValid() && due.size() < most && ByteBuffer.wrap(at.key()).getLong() <= now; at.next()) {
                due.add(at.key());
            }
            at.status();
        }
        return due;
    }

    static int segment(byte[] key) {
        return ByteBuffer.wrap(key).getShort();
    }

    static byte[] start(int segment) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) Math.min(segment, Short.MAX_VALUE)).array();
    }
}
