package io.roosa.orderexp;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.http.Request;

/** Tells which calls were made for an order, as order-proc-api remembers them. */
public final class GetRoomCallsRoute extends RouteBuilder {

    /** So few of the threads that answer customers may wait for order-proc-api here. */
    private static final int FEW = 5;

    @Override
    public void configure() {
        from("direct:getRoomCalls").routeId("getRoomCalls").routeConfigurationId("doors")
            .routeDescription("Asks order-proc-api for the calls of one order, for few orders at once")
            .process(Request.noted())
            .process(OrderId.asked())
            .circuitBreaker().resilience4jConfiguration().circuitBreaker("fewCallsAtOnce").bulkheadEnabled(true)
                    .bulkheadMaxConcurrentCalls(FEW).bulkheadMaxWaitDuration(0).end()
                .removeHeaders("*")
                .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                .setHeader(Exchange.HTTP_PATH, simple("/${exchangeProperty.orderId}"))
                .to("{{order-proc-api.url}}/process/calls?" + WatchProcessRoute.QUICKLY).id("callGetOrderCalls")
                .removeHeaders("*")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
            .onFallback()
                .process(ProblemAnswer.of(ControlRoom.notNow()))
            .end();
    }
}
