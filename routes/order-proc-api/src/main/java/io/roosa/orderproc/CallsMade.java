package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;

/**
 * What this copy remembers of the calls that it made for the latest orders, so that people can look at them. Nothing is decided
 * by it, and it is gone with the copy.
 */
public final class CallsMade {

    private static final int ORDERS = 5_000;
    private static final int CALLS_OF_ORDER = 100;

    private final Clock clock;
    private final Map<String, List<Call>> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Call>> eldest) {
            return size() > ORDERS;
        }
    };

    /** @param clock tells the time */
    public CallsMade(Clock clock) {
        this.clock = clock;
    }

    /** One attempt (RAML CallMade). */
    record Call(String operation, String system, Instant began, long tookMillis, String outcome, boolean again) {
    }

    /** All that is known of one order (RAML CallsOfOrder). */
    record OfOrder(String orderId, List<Call> calls) {
    }

    void answered(Exchange exchange, String operation, String system, Answer answer) {
        String outcome = answer instanceof Answer.Refused refused ? refused.code() : "DONE";
        note(exchange, operation, system, outcome, false);
    }

    void failed(Exchange exchange, String operation, String system, TechnicalFailure failure) {
        note(exchange, operation, system, failure.reason(), true);
    }

    private void note(Exchange exchange, String operation, String system, String outcome, boolean again) {
        Duration took = exchange.getProperty(ProcessProperties.ATTEMPTS, Attempts.class).sinceAttemptBegan();
        Call call = new Call(operation, system, clock.instant().minus(took), took.toMillis(), outcome, again);
        String orderId = exchange.getProperty(ProcessProperties.ORDER_ID, String.class);
        synchronized (orders) {
            List<Call> calls = orders.computeIfAbsent(orderId, first -> new ArrayList<>());
            if (calls.size() < CALLS_OF_ORDER) {
                calls.add(call);
            }
        }
    }

    /** The calls made for an order, as JSON; none where none is remembered. */
    public String of(String orderId) {
        synchronized (orders) {
            return Body.of(new OfOrder(orderId, List.copyOf(orders.getOrDefault(orderId, List.of()))));
        }
    }
}
