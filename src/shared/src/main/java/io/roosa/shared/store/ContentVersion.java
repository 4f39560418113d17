package io.roosa.shared.store;

import org.infinispan.commons.hash.MurmurHash3;

/**
 * The version that the order-status-store gives to an entry of an order: it follows from the entry itself. Who knows what should
 * stand there knows its version too, and replaces it with one question instead of two.
 */
public final class ContentVersion {

    private static final int SEED = 9001;

    private ContentVersion() {
    }

    /** The version of an entry. @param stored its value as it is stored, which is as it travels over Hot Rod */
    public static long of(byte[] stored) {
        return MurmurHash3.MurmurHash3_x64_64(stored, SEED);
    }
}
