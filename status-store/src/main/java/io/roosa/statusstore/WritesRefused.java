package io.roosa.statusstore;

import org.infinispan.commons.CacheException;

/** Tells who wanted to write an order that there is too little room on disk: nothing was written. */
final class WritesRefused extends CacheException {

    private static final long serialVersionUID = 1L;

    WritesRefused(String why) {
        // Infinispan logs each one with its stack, which says nothing: the reason is the disk's.
        super(why, null, false, false);
    }
}
