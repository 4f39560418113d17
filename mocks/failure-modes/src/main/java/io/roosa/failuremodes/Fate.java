package io.roosa.failuremodes;

import java.time.Duration;

/**
 * What becomes of one call that an order makes.
 *
 * @param kind which of the fates it is
 * @param hold how long the answer is held
 */
record Fate(Kind kind, Duration hold) {

    /** The fates a call may have. */
    enum Kind { SERVED, REFUSED, FAILED, SERVED_TOO_LATE, FAILED_TOO_LATE, DOWN, HUNG, LOST }

    /** Whether a call that nothing was decided on yet fails without a decision, and so may be tried again. */
    boolean fails() {
        return switch (kind) {
            case FAILED, FAILED_TOO_LATE, DOWN, HUNG -> true;
            case SERVED, REFUSED, SERVED_TOO_LATE, LOST -> false;
        };
    }

    /** Whether the provider wants to refuse the order. */
    boolean refuses() {
        return kind == Kind.REFUSED;
    }

    /** Whether even a call that was decided before fails. */
    boolean isDown() {
        return kind == Kind.DOWN;
    }

    /** Whether the answer is held beyond the caller's patience. */
    boolean isLate() {
        return switch (kind) {
            case SERVED_TOO_LATE, FAILED_TOO_LATE, HUNG -> true;
            case SERVED, REFUSED, FAILED, DOWN, LOST -> false;
        };
    }

    /** Whether the answer goes out at the latest when the failure modes change. */
    boolean hangs() {
        return kind == Kind.HUNG;
    }

    /** Whether the connection is dropped in place of an answer. */
    boolean losesAnswer() {
        return kind == Kind.LOST;
    }
}
