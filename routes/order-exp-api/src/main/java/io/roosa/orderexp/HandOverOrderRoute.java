package io.roosa.orderexp;

import java.time.Duration;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Headers;

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
                    .removeHeaders("*")
                    .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                    .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                    .setHeader(Headers.CORRELATION_ID, exchangeProperty(ExpProperties.CORRELATION_ID))
                    .filter(simple("${body.traceparent} != ''")).setHeader(Headers.TRACEPARENT, simple("${body.traceparent}")).end()
                    .setBody(simple("{\"orderId\":\"${body.orderId}\"}"))
                    .to("{{order-proc-api.url}}/process/orders?connectTimeout=" + millis + "&connectionRequestTimeout=" + millis
                            + "&responseTimeout=" + millis + "&soTimeout=" + millis).id("callProcessOrder")
                .end()
            .endDoTry()
            .doCatch(Exception.class)
                .log("Not handed over, waits in the store: ${exception.class.simpleName}")
            .end();
    }
}
