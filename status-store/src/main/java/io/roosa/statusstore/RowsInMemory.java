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

    /** As {@link KeptTable#rows}. */
    List<Row> rows(Row previous, IntSet segments, int most) {
        List<Row> found = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> row : (previous == null ? rows : rows.tailMap(previous.key(), false)).entrySet()) {
            if (found.size() == most) {
                break;
            }
            if (segments.contains(KeptTable.segment(row.getKey()))) {
                found.add(new Row(row.getKey(), row.getValue()));
            }
        }
        return found;
    }
}
