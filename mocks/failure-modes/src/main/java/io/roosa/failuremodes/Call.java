package io.roosa.failuremodes;

import java.util.Optional;

import org.apache.camel.Processor;

import io.roosa.shared.http.Headers;
import io.roosa.shared.http.Request;
import io.roosa.shared.order.Json;

/**
 * One call that an order makes at a provider.
 *
 * @param operation the operationId
 * @param idempotencyKey by which a repetition is known; empty where the call stands for itself
 * @param correlationId what all calls of the order have in common
 * @param request what it asks for
 */
public record Call<R extends OrderRequest>(String operation, Optional<String> idempotencyKey, String correlationId, R request) {

    /** Makes the body of a request, which the door found to satisfy the contract, the call that it is. */
    public static <R extends OrderRequest> Processor reading(String operation, Class<R> requested) {
        return exchange -> {
            Request.noted().process(exchange);
            R request = Json.MAPPER.readValue(exchange.getMessage().getBody(byte[].class), requested);
            String correlationId = exchange.getMessage().getHeader(Headers.CORRELATION_ID, "", String.class);
            exchange.setProperty("orderId", request.orderId());
            exchange.getMessage().setBody(new Call<>(operation,
                    Optional.ofNullable(exchange.getMessage().getHeader(Headers.IDEMPOTENCY_KEY, String.class)), correlationId, request));
        };
    }

    /** The order that calls. */
    public String orderId() {
        return request.orderId();
    }
}
