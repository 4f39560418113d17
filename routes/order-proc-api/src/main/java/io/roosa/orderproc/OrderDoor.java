package io.roosa.orderproc;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

import io.roosa.shared.app.Traces;
import io.roosa.shared.order.Json;

/** Lets orders in to be worked on, whether they are handed over or found in the store. */
final class OrderDoor {

    private static final String ENTRY = "entry";

    private final OrdersInFlight inFlight;
    private final Journal journal;

    OrderDoor(OrdersInFlight inFlight, Journal journal) {
        this.inFlight = inFlight;
        this.journal = journal;
    }

    /** Reads which order is handed over, and lets it in where there is place. @throws io.roosa.shared.http.ProblemException 404 for an unknown one */
    Processor handedOver() {
        return exchange -> {
            JsonNode handOver = Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class));
            String orderId = handOver.get("orderId").asText();
            exchange.setProperty(ProcessProperties.STORED, journal.known(orderId));
            entered(exchange, orderId, inFlight.enter(orderId));
        };
    }

    /** Lets the order in that is the body, where there is place. */
    Processor found() {
        return exchange -> {
            String orderId = exchange.getMessage().getBody(String.class);
            entered(exchange, orderId, inFlight.enterFromStore(orderId));
            if (Traces.areTold(exchange)) {
                Traces.goOn(exchange, journal.entry(orderId).traceparent());
            }
        };
    }

    Predicate letIn() {
        return exchange -> exchange.getProperty(ENTRY) == OrdersInFlight.Entry.LET_IN;
    }

    Predicate full() {
        return exchange -> exchange.getProperty(ENTRY) == OrdersInFlight.Entry.FULL;
    }

    private static void entered(Exchange exchange, String orderId, OrdersInFlight.Entry entry) {
        exchange.setProperty(ProcessProperties.ORDER_ID, orderId);
        exchange.setProperty(ENTRY, entry);
    }
}
