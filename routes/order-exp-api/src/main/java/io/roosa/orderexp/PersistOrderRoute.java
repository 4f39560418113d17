package io.roosa.orderexp;

import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ValueBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;
import org.apache.camel.support.ExpressionAdapter;

import io.roosa.shared.order.OrderJournal;

/**
 * Puts an order in the store: its journal, then its status, then its place among those in flight. Only the last makes it one
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
            .to("{{order-status-store.component}}:order-journal?operation=PUTIFABSENT&resultHeader=written").id("writeJournal")
            .setHeader(InfinispanConstants.VALUE, constant("RECEIVED"))
            .to("{{order-status-store.component}}:order-status?operation=PUTIFABSENT&resultHeader=written").id("writeStatus")
            .setHeader(InfinispanConstants.VALUE, order(OrderJournal::acceptedAt))
            .to("{{order-status-store.component}}:orders-in-flight?operation=PUTIFABSENT&resultHeader=written").id("enterInFlight")
            .process(entered -> received.increment())
            .removeHeaders("*")
            .log("RECEIVED");
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
