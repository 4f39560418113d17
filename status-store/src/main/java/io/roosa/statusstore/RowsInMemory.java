package io.roosa.statusstore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.infinispan.commons.util.IntSet;

import io.roosa.statusstore.KeptTable.Row;

/** The rows of one table as they stand on disk, in the order of their keys. */
final class RowsInMemory {

    private final ConcurrentNavigableMap<byte[], byte[]> rows = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

    void put(Row row) {
        rows.put(row.key(), row.entry());
    }

    /** What stands there, or null. */
    byte[] read(byte[] key) {
        return rows.get(key);
    }

    void remove(byte[] key) {
        rows.remove(key);
    }

    void clear() {
        rows.clear();
    }

    void clear(IntSet segments) {
        segments.forEach((int segment) -> rows.subMap(KeptTable.start(segment), KeptTable.start(segment + 1)).clear());
    }

    long count() {
        return rows.size();
    }

    /** As {@link KeptTable#rows}. Infinispan asks for one segment after the other, 256 in all: rows of others must not be stepped over each time. */
    List<Row> rows(Row previous, IntSet segments, int most) {
        List<Row> found = new ArrayList<>();
        int first = previous == null ? 0 : KeptTable.segment(previous.key());
        segments.intStream().sorted().dropWhile(segment -> segment < first).takeWhile(segment -> found.size() < most)
                .forEach(segment -> following(previous, segment).entrySet().stream().limit(most - found.size())
                        .forEach(row -> found.add(new Row(row.getKey(), row.getValue()))));
        return found;
    }

    private Map<byte[], byte[]> following(Row previous, int segment) {
        boolean within = previous != null && KeptTable.segment(previous.key()) == segment;
        return rows.subMap(within ? previous.key() : KeptTable.start(segment), !within, KeptTable.start(segment + 1), false);
    }
}
