package io.roosa.failuremodes;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The books on one order, as anybody may read them.
 *
 * @param orderId the order
 * @param calls its calls, oldest first
 * @param totals what they came to, in the provider's own terms
 */
public record LedgerOfOrder<T>(String orderId, List<Line> calls, T totals) {

    /**
     * One call, without what is the provider's own affair.
     *
     * @param at when it arrived
     * @param operation the operationId
     * @param idempotencyKey left out where there was none
     * @param correlationId what all calls of the order have in common
     * @param outcome what was decided, in a word
     * @param effect whether this very call changed something
     * @param answer the HTTP status that was sent; null where the call has got none
     * @param late whether the answer was held beyond the caller's patience
     */
    public record Line(Instant at, String operation, @JsonInclude(JsonInclude.Include.NON_EMPTY) String idempotencyKey, String correlationId,
            String outcome, boolean effect, Integer answer, boolean late) {

        private static Line of(LedgerCall call) {
            return new Line(call.at(), call.operation(), call.idempotencyKey(), call.correlationId(), call.outcome(), call.effect(),
                    call.answer() == 0 ? null : call.answer(), call.late());
        }
    }

    /** The books on {@code orderId}, whose calls are {@code calls}. */
    static <T> LedgerOfOrder<T> of(String orderId, List<LedgerCall> calls, T totals) {
        return new LedgerOfOrder<>(orderId, calls.stream().map(Line::of).toList(), totals);
    }
}
