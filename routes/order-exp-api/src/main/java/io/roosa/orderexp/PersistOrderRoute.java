package io.roosa.orderexp;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ValueBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;
import org.apache.camel.support.ExpressionAdapter;

import io.roosa.shared.order.OrderJournal;

/**
 * Puts an order in the store: its journal and its status at once, then its place among those in flight. Only the last makes it one
 * that is worked on, so an order of which only a part was written is one that was never accepted. Each is written only where
 * nothing stands, so that a repeated request goes on where the first one stopped.
 */
public final class PersistOrderRoute extends RouteBuilder {

    private final Counter received;

    /** @param meters count the orders that are in the store */
    public PersistOrderRoute(MeterRegistry meters) {
        this.received = Counter.builder("roosa.orders.transitions").description("Orders that came to this status").tag("status", "RECEIVED").register(meters);
    }

    @Override
    public void configure() {
        from("direct:persistOrder").routeId("persistOrder").errorHandler(noErrorHandler())
            .routeDescription("Journal, status RECEIVED, in-flight set: all three stand before the 202")
            .setHeader(InfinispanConstants.KEY, order(OrderJournal::orderId))
            .setHeader(InfinispanConstants.VALUE, order(OrderJournal::stored))
            .to("{{order-status-store.component}}:order-journal?operation=PUTIFABSENTASYNC&resultHeader=journalWritten").id("writeJournal")
            .setHeader(InfinispanConstants.VALUE, constant("RECEIVED"))
            .to("{{order-status-store.component}}:order-status?operation=PUTIFABSENTASYNC&resultHeader=statusWritten").id("writeStatus")
            .process(bothStand())
            .setHeader(InfinispanConstants.VALUE, order(OrderJournal::acceptedAt))
            .to("{{order-status-store.component}}:orders-in-flight?operation=PUTIFABSENT&resultHeader=written").id("enterInFlight")
            .process(entered -> received.increment())
            .removeHeaders("*")
            .log("RECEIVED");
    }

    /** Waits for the two that went to the store at once. */
    private static Processor bothStand() {
        return exchange -> {
            CompletableFuture<?> journal = exchange.getMessage().getHeader("journalWritten", CompletableFuture.class);
            CompletableFuture<?> status = exchange.getMessage().getHeader("statusWritten", CompletableFuture.class);
            CompletableFuture.allOf(journal, status).join();
        };
    }

    private static ValueBuilder order(Function<OrderJournal, Object> of) {
        return new ValueBuilder(new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return of.apply(exchange.getMessage().getBody(OrderJournal.class)).toString();
            }
        });
    }
}
