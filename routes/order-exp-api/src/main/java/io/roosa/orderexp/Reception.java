package io.roosa.orderexp;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

import io.roosa.shared.http.Headers;
import io.roosa.shared.http.JsonBody;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

/** Makes of a request an order with an id, and of an accepted order the answer. */
final class Reception {

    private final Clock clock;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    /** @param clock tells the time */
    Reception(Clock clock) {
        this.clock = clock;
    }

    /** Gives the order its id (a UUIDv7) and its journal entry, which becomes the body. */
    Processor received() {
        return exchange -> {
            Message message = exchange.getMessage();
            String order = Json.compact(message.getBody(byte[].class));
            String orderId = ids.generate().toString();
            Instant acceptedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            exchange.setProperty(ExpProperties.ORDER_ID, orderId);
            message.setBody(OrderJournal.received(orderId, exchange.getProperty(ExpProperties.CORRELATION_ID, String.class),
                    Optional.ofNullable(message.getHeader(Headers.TRACEPARENT, String.class)).orElse(""), acceptedAt, order, "order-exp-api"));
        };
    }

    /** Answers {@code 202} with the order's id and where to ask for it. */
    Processor accepted() {
        return exchange -> {
            String orderId = exchange.getProperty(ExpProperties.ORDER_ID, String.class);
            String status = "/orders/" + orderId + "/status";
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setHeader("Location", status);
            message.setBody(JsonBody.of(new AcceptedOrder(orderId, OrderStatus.RECEIVED,
                    Map.of("status", status, "history", "/orders/" + orderId + "/history", "events", "/orders/" + orderId + "/events"))));
        };
    }

    record AcceptedOrder(String orderId, OrderStatus status, Map<String, String> links) {
    }
}
