package io.roosa.orderexp;

import java.time.Clock;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.caffeine.CaffeineConstants;
import org.apache.camel.component.infinispan.InfinispanConstants;

import io.roosa.shared.http.Request;

/** Tells where an order is, at any time: with the store out of reach, where it was last known to be. */
public final class GetOrderStatusRoute extends RouteBuilder {

    private final StatusAnswer answer;

    /** @param clock tells the time */
    public GetOrderStatusRoute(Clock clock) {
        this.answer = new StatusAnswer(clock);
    }

    @Override
    public void configure() {
        from("direct:getOrderStatus").routeId("getOrderStatus").routeConfigurationId("doors")
            .routeDescription("The status in the store, else the last known one marked stale, else 503")
            .process(Request.noted())
            .process(OrderId.asked())
            .circuitBreaker().resilience4jConfiguration().circuitBreaker("storeBreaker").end()
                .to("direct:lookUpStatus")
            .onFallback()
                .setHeader(CaffeineConstants.KEY, exchangeProperty(ExpProperties.ORDER_ID))
                .to("caffeine-cache://lastKnownCache?action=GET").id("recallStatus")
                .process(answer.stale())
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
