package io.roosa.orderexp;

import java.time.Clock;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.caffeine.CaffeineConstants;
import org.apache.camel.component.infinispan.InfinispanConstants;

import io.roosa.shared.http.Request;

/** Tells where an order is, at any time: with the store out of reach, where it was last known to be. */
public final class GetOrderStatusRoute extends RouteBuilder {

    /** So few of the threads that answer clients may wait for a store of which the breaker says that it is away. */
    private static final int FEW = 5;

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
                .to("direct:recallStatus")
            .end()
            .process(answer.sent());

        from("direct:lookUpStatus").routeId("lookUpStatus").errorHandler(noErrorHandler())
            .routeDescription("Reads status and journal, and remembers what was read")
            .setHeader(InfinispanConstants.KEY, exchangeProperty(ExpProperties.ORDER_ID))
            .to("{{order-status-store.component}}:order-status?operation=GET&resultHeader=shownStatus").id("readStatus")
            .to("{{order-status-store.component}}:order-journal?operation=GET").id("readJournal")
            .process(answer.read())
            .filter(body().isNotNull()).bean("lastKnownStatuses", "seen").end();

        from("direct:recallStatus").routeId("recallStatus")
            .routeDescription("What this copy last knew, marked stale; of an order that it never saw, what the store says if it was not even asked")
            .setHeader(CaffeineConstants.KEY, exchangeProperty(ExpProperties.ORDER_ID))
            .to("caffeine-cache://lastKnownCache?action=GET").id("readLastKnown")
            .choice()
                .when(header(CaffeineConstants.ACTION_HAS_RESULT).isEqualTo(true))
                    .process(answer.stale())
                // Without an exception it was the open breaker that refused: the store may be back already.
                .when(exchangeProperty(Exchange.EXCEPTION_CAUGHT).isNull())
                    .to("direct:lookUpUnknownStatus")
                .otherwise()
                    .process(answer.unknown())
            .end();

        from("direct:lookUpUnknownStatus").routeId("lookUpUnknownStatus")
            .routeDescription("Asks the store past its open breaker, for few orders at once")
            .circuitBreaker().resilience4jConfiguration().circuitBreaker("fewAtOnce").bulkheadEnabled(true)
                    .bulkheadMaxConcurrentCalls(FEW).bulkheadMaxWaitDuration(0).end()
                .to("direct:lookUpStatus")
            .onFallback()
                .process(answer.unknown())
            .end();
    }
}
