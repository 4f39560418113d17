package io.roosa.orderexp;

import java.time.Clock;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.caffeine.CaffeineConstants;
import org.apache.camel.component.infinispan.InfinispanConstants;

import io.roosa.shared.http.Request;
import io.roosa.shared.store.OrderStatusStore;

/** Tells where an order is, at any time: with the store out of reach, where it was last known to be. */
public final class GetOrderStatusRoute extends RouteBuilder {

    /** So few of the threads that answer clients may wait for a store of which the breaker says that it is away. */
    private static final int FEW = 5;

    private final OrderStatusStore store;
    private final StatusAnswer answer;

    /**
     * @param store where status and journal stand
     * @param clock tells the time
     */
    public GetOrderStatusRoute(OrderStatusStore store, Clock clock) {
        this.store = store;
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
            .routeDescription("Reads status and journal at once, and remembers what was read")
            .process(asked(OrderStatusStore.STATUS, StatusAnswer.SHOWN)).id("readStatus")
            .process(asked(OrderStatusStore.JOURNAL, StatusAnswer.JOURNAL)).id("readJournal")
            .process(answer.read())
            .filter(answer.ahead())
                .setHeader(InfinispanConstants.KEY, exchangeProperty(ExpProperties.ORDER_ID))
                .to("{{order-status-store.component}}:order-journal?operation=GET").id("readJournalAgain")
                .process(answer.readAgain())
            .end()
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

    /** Asks the store without waiting for the answer, which camel-infinispan cannot: a status takes one wait instead of two. */
    private Processor asked(String cache, String answer) {
        return exchange -> exchange.getMessage().setHeader(answer, store.cache(cache).getAsync(exchange.getProperty(ExpProperties.ORDER_ID, String.class)));
    }
}
