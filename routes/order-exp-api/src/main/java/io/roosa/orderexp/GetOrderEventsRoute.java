package io.roosa.orderexp;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

import io.roosa.shared.http.Headers;
import io.roosa.shared.http.OngoingAnswer;
import io.roosa.shared.http.Request;
import io.roosa.shared.order.OrderJournal;

/** Tells what happens to an order as it happens. The route ends once the stream is open, and no thread stays with it. */
public final class GetOrderEventsRoute extends RouteBuilder {

    private final OrdersWatched orders;

    /** @param orders shows the order to who watches it */
    GetOrderEventsRoute(OrdersWatched orders) {
        this.orders = orders;
    }

    @Override
    public void configure() {
        from("direct:getOrderEvents").routeId("getOrderEvents").routeConfigurationId("doors")
            .routeDescription("The transitions of an order as server-sent events, until it has ended and owes nothing")
            .process(Request.noted())
            .process(OrderId.asked())
            .setHeader(InfinispanConstants.KEY, exchangeProperty(ExpProperties.ORDER_ID))
            .to("{{order-status-store.component}}:order-journal?operation=GET").id("readEvents")
            .process(opened());
    }

    private Processor opened() {
        return exchange -> {
            String stored = exchange.getMessage().getBody(String.class);
            if (stored == null) {
                throw OrderId.unknown();
            }
            OrderJournal journal = OrderJournal.parse(stored);
            OrderSeen order = OrderSeen.of(journal.status(), journal);
            int told = lastEventId(exchange.getMessage().getHeader(Headers.LAST_EVENT_ID, "", String.class));
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(null);
            if (order.isSettled() && told >= order.events()) {
                exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
                return;
            }
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/event-stream");
            exchange.setProperty(OngoingAnswer.PROPERTY, new EventStream(orders, journal.orderId(), told));
        };
    }

    private static int lastEventId(String id) {
        return id.matches("\\d{1,4}") ? Integer.parseInt(id) : 0;
    }
}
