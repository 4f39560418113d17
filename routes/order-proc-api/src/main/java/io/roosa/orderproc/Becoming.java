package io.roosa.orderproc;

import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.builder.ValueBuilder;
import org.apache.camel.support.ExpressionAdapter;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

/** The words in which the routes speak of an order: where it is, what was answered, what it becomes. */
final class Becoming {

    static final String OUTCOME = "outcome";

    private Becoming() {
    }

    /** Whether the order is at this status. */
    static Predicate at(OrderStatus status) {
        return exchange -> order(exchange).status() == status;
    }

    /** Whether the order has ended. */
    static Predicate ended() {
        return exchange -> order(exchange).status().isTerminal();
    }

    /** Whether a charge of the order has still to be reversed. */
    static Predicate owesReversal() {
        return exchange -> order(exchange).reversalOwed();
    }

    /** Whether another copy, or this one before it was started anew, has worked on the order before. */
    static Predicate takenOver() {
        return exchange -> order(exchange).isTakenOver();
    }

    /** The body of a request, made of the order. */
    static ValueBuilder asking(Function<OrderJournal, String> of) {
        return new ValueBuilder(new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return of.apply(order(exchange));
            }
        });
    }

    /** Whether the system did its part. */
    static Predicate done() {
        return exchange -> answer(exchange) instanceof Answer.Done;
    }

    /** Whether the system decided against it. */
    static Predicate refused() {
        return exchange -> answer(exchange) instanceof Answer.Refused;
    }

    /** Whether the system decided against it for this very reason. */
    static Predicate refusedFor(String code) {
        return exchange -> answer(exchange) instanceof Answer.Refused refused && refused.code().equals(code);
    }

    /** Whether attempts or time are used up. */
    static Predicate gaveUp() {
        return exchange -> answer(exchange) instanceof Answer.GaveUp;
    }

    /**
     * Whether attempts or time are used up and yet nothing can have been done: every call of this copy is known to have had no
     * effect, and no other copy has ever made one.
     */
    static Predicate gaveUpWithoutEffect() {
        return exchange -> answer(exchange) instanceof Answer.GaveUp gaveUp && gaveUp.surelyNotDone() && !order(exchange).isTakenOver();
    }

    /** The order becomes {@code status}. */
    static Processor becomes(OrderStatus status) {
        return outcome(status, false);
    }

    /** The order becomes {@code status}, and a charge that may have been made has to be reversed. */
    static Processor becomesOwingReversal(OrderStatus status) {
        return outcome(status, true);
    }

    private static Processor outcome(OrderStatus status, boolean owesReversal) {
        return exchange -> {
            Attempts attempts = exchange.getProperty(ProcessProperties.ATTEMPTS, Attempts.class);
            Answer answer = answer(exchange);
            String reason = answer instanceof Answer.Refused refused ? refused.code() : answer instanceof Answer.GaveUp gaveUp ? gaveUp.reason() : "";
            exchange.setProperty(OUTCOME, new Journal.Outcome(status, attempts == null ? 0 : attempts.calls(), reason, owesReversal));
            if (attempts != null) {
                attempts.over();
            }
            exchange.removeVariable(ProcessProperties.ANSWER);
            exchange.removeProperty(ProcessProperties.ATTEMPTS);
        };
    }

    private static OrderJournal order(Exchange exchange) {
        return exchange.getMessage().getBody(OrderJournal.class);
    }

    private static Answer answer(Exchange exchange) {
        return exchange.getVariable(ProcessProperties.ANSWER, Answer.class);
    }
}
