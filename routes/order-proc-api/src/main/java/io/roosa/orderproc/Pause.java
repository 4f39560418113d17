package io.roosa.orderproc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time between two looks through the whole in-flight set: the longer, the more orders are in it. To list an order costs the
 * store some 5 µs of one core, seen with 200,000 of them, so that who pauses between looks takes a twentieth of a core. It goes by the
 * number of orders and not by how long a look took: one that met a store which stood still for seconds says nothing of the next.
 */
final class Pause {

    private static final Duration FOR_EACH_ORDER = Duration.ofNanos(100_000);

    private final LongSupplier nanos;
    private long until;

    /** @param nanos a clock that nobody sets, such as {@link System#nanoTime()} */
    Pause(LongSupplier nanos) {
        this.nanos = nanos;
        this.until = nanos.getAsLong();
    }

    /** Whether the set may be looked through again. */
    boolean isOver() {
        return nanos.getAsLong() - until >= 0;
    }

    /** Begins anew after a look that met so many orders. */
    void begin(int orders) {
        until = nanos.getAsLong() + FOR_EACH_ORDER.multipliedBy(orders).toNanos();
    }
}
