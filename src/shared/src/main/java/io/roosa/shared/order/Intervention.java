package io.roosa.shared.order;

import java.time.Instant;

/**
 * What an operator did to an order, kept in its journal for those who ask why it went as it did.
 *
 * @param action what was done
 * @param at when
 * @param by who asked for it
 * @param why in that person's words
 */
public record Intervention(Action action, Instant at, String by, String why) {

    /** What an operator can do. */
    public enum Action {
        /** Its rest was ended, and it was taken up at once. */
        RETRY,
        /** It was stopped before it was charged. */
        CANCEL
    }
}
