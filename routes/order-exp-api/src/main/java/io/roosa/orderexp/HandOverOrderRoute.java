package io.roosa.orderexp;

import java.time.Duration;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;

import io.roosa.shared.http.Headers;
import io.roosa.shared.order.OrderJournal;

/** Hands an accepted order over to order-proc-api. This is only the fast path: an order whose hand-over is lost is found in the store. */
public final class HandOverOrderRoute extends RouteBuilder {

    private final Duration timeout;

    /** @param timeout how long the hand-over may take, from connect to the last byte */
    public HandOverOrderRoute(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public void configure() {
        String millis = String.valueOf(timeout.toMillis());

        from("direct:handOverOrder").routeId("handOverOrder").errorHandler(noErrorHandler())
            .routeDescription("Tells order-proc-api of an order; where that fails the order waits in the store")
            .doTry()
                .circuitBreaker().resilience4jConfiguration().circuitBreaker("processBreaker").throwExceptionWhenHalfOpenOrOpenState(true).end()
                    .process(handedOver())
                    .to("{{order-proc-api.url}}/process/orders?connectTimeout=" + millis + "&connectionRequestTimeout=" + millis
                            + "&responseTimeout=" + millis + "&soTimeout=" + millis).id("callProcessOrder")
                .end()
            .endDoTry()
            .doCatch(Exception.class)
                .log("Not handed over, waits in the store: ${exception.class.simpleName}")
            .end();
    }

    /** Only the order's id travels: the order itself is in the store. */
    private static Processor handedOver() {
        return exchange -> {
            Message message = exchange.getMessage();
            OrderJournal order = message.getBody(OrderJournal.class);
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setHeader(Headers.CORRELATION_ID, order.correlationId());
            if (!order.traceparent().isEmpty()) {
                message.setHeader(Headers.TRACEPARENT, order.traceparent());
            }
            message.setBody("{\"orderId\":\"" + order.orderId() + "\"}");
        };
    }
}
