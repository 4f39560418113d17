package io.roosa.failuremodes;

import java.util.SplittableRandom;

/**
 * Draws the lot of each call that an order makes. With the same seed the n-th call always gets the n-th lot, whatever the
 * failure modes are and however they change in between.
 */
final class Lots {

    private final SplittableRandom random;

    Lots(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The next call's lot. */
    synchronized Lot draw() {
        return new Lot(random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
    }
}
