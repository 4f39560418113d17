package io.roosa.shared.app;

import java.util.Map;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.LogListener;
import org.slf4j.MDC;

/**
 * Puts an order's id and its correlation id on the log lines of its routes, with what camel-mdc would put there besides. Only a
 * line that is written costs anything: camel-mdc does the same around every step of every route.
 */
public final class OrderOnLogLines implements LogListener {

    private static final String ORDER_ID = "orderId";
    private static final String CORRELATION_ID = "correlationId";

    @Override
    public String onLog(Exchange exchange, CamelLogger logger, String message) {
        put(exchange);
        return message;
    }

    @Override
    public void afterLog(Exchange exchange, CamelLogger logger, String message) {
        MDC.clear();
    }

    /** Writes a line that a step of our own has to say about the exchange's order. */
    public static void during(Exchange exchange, Runnable line) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        put(exchange);
        try {
            line.run();
        } finally {
            MDC.setContextMap(Optional.ofNullable(before).orElseGet(Map::of));
        }
    }

    private static void put(Exchange exchange) {
        MDC.put("camel.exchangeId", exchange.getExchangeId());
        MDC.put("camel.messageId", exchange.getMessage().getMessageId());
        MDC.put("camel.contextId", exchange.getContext().getName());
        MDC.put("camel.threadId", Thread.currentThread().getName());
        Optional.ofNullable(exchange.getFromRouteId()).ifPresent(route -> MDC.put("camel.routeId", route));
        Optional.ofNullable(exchange.getProperty(Exchange.CORRELATION_ID, String.class)).ifPresent(id -> MDC.put("camel.correlationId", id));
        put(ORDER_ID, exchange);
        put(CORRELATION_ID, exchange);
    }

    private static void put(String name, Exchange exchange) {
        Optional.ofNullable(exchange.getProperty(name, String.class)).ifPresent(value -> MDC.put(name, value));
    }
}
