package io.roosa.orderexp;

import java.time.Clock;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

import io.roosa.shared.http.Request;

/** Tells where an order is, at any time: with the store out of reach, where it was last known to be. */
public final class GetOrderStatusRoute extends RouteBuilder {

    private final StatusAnswer answer;

    /**
     * @param clock tells the time
     * @param lastKnown where each order was last seen
     */
    public GetOrderStatusRoute(Clock clock, LastKnownStatuses lastKnown) {
        this.answer = new StatusAnswer(clock, lastKnown);
    }

    @Override
    public void configure() {
        from("direct:getOrderStatus").routeId("getOrderStatus").routeConfigurationId("doors")
            .routeDescription("The status in the store, else the last known one marked stale, else 503")
            .process(Request.noted())
            .process(OrderId.asked())
            // Unless it inherits the error handler, the 503 of the fallback passes by the error policy.
            .circuitBreaker().inheritErrorHandler(true).resilience4jConfiguration().circuitBreaker("storeBreaker").end()
                .to("direct:lookUpStatus")
            .onFallback()
                .process(answer.stale()).id("recallStatus")
            .end()
            .process(answer.sent());

        from("direct:lookUpStatus").routeId("lookUpStatus").errorHandler(noErrorHandler())
            .routeDescription("Reads status and journal, and remembers what was read")
            .setHeader(InfinispanConstants.KEY, exchangeProperty(ExpProperties.ORDER_ID))
            .to("{{order-status-store.component}}:order-status?operation=GET&resultHeader=shownStatus").id("readStatus")
            .to("{{order-status-store.component}}:order-journal?operation=GET").id("readJournal")
            .process(answer.read())
            .filter(body().isNotNull()).bean("lastKnownStatuses", "seen").end();
    }
}
