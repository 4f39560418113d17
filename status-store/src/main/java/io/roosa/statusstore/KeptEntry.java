package io.roosa.statusstore;

import java.nio.ByteBuffer;

import org.infinispan.commons.io.ByteBufferImpl;
import org.infinispan.persistence.spi.MarshallableEntry;
import org.infinispan.persistence.spi.MarshallableEntryFactory;

/**
 * One entry of a cache as it stands on disk: format (1 byte, 1), then in milliseconds since 1970, each -1 for none, when it
 * expires, when it was made and last used (8 bytes each), the length of metadata and of internal metadata (4 each), both, and the
 * value up to the end.
 */
final class KeptEntry {

    private static final byte FORMAT = 1;
    private static final int EXPIRY_AT = 1;
    private static final int HEADER = 1 + 3 * Long.BYTES + 2 * Integer.BYTES;

    private KeptEntry() {
    }

    static byte[] of(MarshallableEntry<?, ?> entry) {
        int metadata = length(entry.getMetadataBytes());
        int internal = length(entry.getInternalMetadataBytes());
        ByteBuffer kept = ByteBuffer.allocate(HEADER + metadata + internal + length(entry.getValueBytes()))
                .put(FORMAT).putLong(entry.expiryTime()).putLong(entry.created()).putLong(entry.lastUsed()).putInt(metadata).putInt(internal);
        put(entry.getMetadataBytes(), kept);
        put(entry.getInternalMetadataBytes(), kept);
        put(entry.getValueBytes(), kept);
        return kept.array();
    }

    /** The entry again. @throws IllegalStateException where it is of no format that is known */
    static <K, V> MarshallableEntry<K, V> entry(Object key, byte[] bytes, MarshallableEntryFactory<K, V> entries) {
        ByteBuffer kept = ByteBuffer.wrap(bytes);
        if (kept.get() != FORMAT) {
            throw new IllegalStateException("an entry of format " + bytes[0] + " on disk, written by a later version of order-status-store");
        }
        kept.getLong();
        long created = kept.getLong();
        long lastUsed = kept.getLong();
        int metadata = kept.getInt();
        int internal = kept.getInt();
        return entries.create(key, part(bytes, HEADER + metadata + internal, bytes.length - HEADER - metadata - internal),
                part(bytes, HEADER, metadata), part(bytes, HEADER + metadata, internal), created, lastUsed);
    }

    static boolean isExpired(byte[] bytes, long now) {
        long expiry = ByteBuffer.wrap(bytes).getLong(EXPIRY_AT);
        return expiry >= 0 && expiry <= now;
    }

    private static int length(org.infinispan.commons.io.ByteBuffer part) {
        return part == null ? 0 : part.getLength();
    }

    private static void put(org.infinispan.commons.io.ByteBuffer part, ByteBuffer target) {
        if (part != null) {
            target.put(part.getBuf(), part.getOffset(), part.getLength());
        }
    }

    private static org.infinispan.commons.io.ByteBuffer part(byte[] bytes, int offset, int length) {
        return length == 0 ? null : ByteBufferImpl.create(bytes, offset, length);
    }
}
