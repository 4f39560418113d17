package io.roosa.orderexp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.camel.Processor;

import io.roosa.shared.http.JsonBody;
import io.roosa.shared.order.Intervention;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

/** Makes the answer to the question what happened to an order. */
final class HistoryAnswer {

    private HistoryAnswer() {
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record HistoryOfOrder(String orderId, OrderStatus status, List<Move> transitions, Optional<Reversal> reversal, List<Intervention> interventions) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Reversal(boolean owed, Optional<Instant> acknowledgedAt) {
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Move(OrderStatus status, Instant at, int attempts, Optional<String> reason, Optional<String> resumedBy, Optional<Boolean> reversalOwed) {

        static Move of(Transition transition, boolean owesReversal) {
            return new Move(transition.status(), transition.at(), transition.attempts(), Optional.of(transition.reason()).filter(reason -> !reason.isEmpty()),
                    Optional.of(transition.by()).filter(copy -> transition.resumed()),
                    Optional.of(true).filter(owed -> owesReversal && transition.status().isTerminal()));
        }
    }

    /** Sends the history. @throws io.roosa.shared.http.ProblemException 404 for an unknown order */
    static Processor sent() {
        return exchange -> {
            String stored = exchange.getMessage().getBody(String.class);
            if (stored == null) {
                throw OrderId.unknown();
            }
            OrderJournal journal = OrderJournal.parse(stored);
            List<Move> moves = journal.transitions().stream().map(transition -> Move.of(transition, false)).toList();
            Optional<Reversal> reversal = Optional.of(new Reversal(journal.reversalOwed(), journal.reversedAt()))
                    .filter(any -> any.owed() || any.acknowledgedAt().isPresent());
            exchange.getMessage().setBody(JsonBody.of(new HistoryOfOrder(journal.orderId(), journal.status(), moves, reversal, journal.interventions())));
        };
    }
}
