package io.roosa.failuremodes;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One call of an order as the provider saw it.
 *
 * @param number counts the calls of all orders, from 1
 * @param at when it arrived
 * @param operation the operationId
 * @param orderId the order that called
 * @param idempotencyKey by which a repetition is known; empty where the call stands for itself
 * @param correlationId what all calls of the order have in common
 * @param outcome what was decided, in a word
 * @param effect whether this very call changed something
 * @param answer the HTTP status that was sent; 0 while none was
 * @param late whether the answer was held beyond the caller's patience
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record LedgerCall(long number, Instant at, String operation, String orderId, String idempotencyKey, String correlationId, String outcome,
        boolean effect, int answer, boolean late) {

    /** The outcome of a call whose key had been decided before, or that asked for what had been done before. */
    public static final String REPEATED = "REPEATED";

    /** The outcome of a call on which nothing was decided. */
    public static final String FAILED = "FAILED";

    /** Fills what the stored form leaves out. */
    public LedgerCall {
        idempotencyKey = Optional.ofNullable(idempotencyKey).orElse("");
        correlationId = Optional.ofNullable(correlationId).orElse("");
    }

    /** Whether the call was the one that brought about {@code wanted}. */
    public boolean took(String wanted) {
        return effect && outcome.equals(wanted);
    }

    /** The same call, once it is known how its answer fared. */
    LedgerCall answered(AnswerOf fared) {
        return new LedgerCall(number, at, operation, orderId, idempotencyKey, correlationId, outcome, effect, fared.status(), late || fared.late());
    }

    /**
     * How the answer to a call fared.
     *
     * @param call the call's number
     * @param orderId the order that called
     * @param status the HTTP status that was sent; 0 where the caller had gone or the connection was dropped
     * @param late whether the caller had gone
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record AnswerOf(long call, String orderId, int status, boolean late) {
    }
}
