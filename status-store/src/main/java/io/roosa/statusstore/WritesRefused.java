package io.roosa.statusstore;

import org.infinispan.commons.CacheException;

/** Tells who wanted to write an order that there is too little room on disk: nothing was written. */
final class WritesRefused extends CacheException {

    private static final long serialVersionUID = 1L;

    WritesRefused(String why) {
        super(why);
    }
}
