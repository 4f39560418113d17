package io.roosa.shared.order;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of an order's history: what it became, when, and why.
 *
 * @param status what the order became
 * @param at when that was decided
 * @param attempts how many calls it took, 0 for a transition without a call
 * @param reason why, in the words of the field ({@code OUT_OF_STOCK}, {@code TIMEOUT}, {@code BREAKER_OPEN}); empty where all went well
 * @param by the copy of the application that moved it
 * @param resumed whether that copy had taken the order over from another
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Transition(OrderStatus status, Instant at, int attempts, String reason, String by, boolean resumed) {

    /** A missing reason or copy is told as the empty text. */
    public Transition {
        reason = reason == null ? "" : reason;
        by = by == null ? "" : by;
    }
}
