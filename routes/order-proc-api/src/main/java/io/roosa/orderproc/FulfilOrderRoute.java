package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;

import static io.roosa.orderproc.Becoming.at;
import static io.roosa.orderproc.Becoming.ended;
import static io.roosa.shared.order.OrderStatus.INVENTORY_CHECK_STARTED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_CONFIRMED;
import static io.roosa.shared.order.OrderStatus.SHIPPING_REQUESTED;

/**
 * The story of an order. Each line takes it from one status to the next; an order that comes back after a crash enters at
 * the line of the status that it has. Between RECEIVED and INVENTORY_CHECK_STARTED nobody is asked for anything, nor between
 * PAYMENT_COMPLETED and SHIPPING_REQUESTED: the claim brings the first pair to the journal with one write, the charge the second.
 */
public final class FulfilOrderRoute extends RouteBuilder {

    private final OrdersInFlight inFlight;

    /** @param inFlight the orders that this copy works on */
    public FulfilOrderRoute(OrdersInFlight inFlight) {
        this.inFlight = inFlight;
    }

    @Override
    public void configure() {
        from("direct:fulfilOrder").routeId("fulfilOrder").routeConfigurationId("orders")
            .routeDescription("Takes an order from the status it has to its end: inventory, then payment, then shipping")
            .process(inFlight.leavesWhenDone())
            .to("direct:claimOrder")
            .filter(at(INVENTORY_CHECK_STARTED)).to("direct:checkInventory").end()
            .filter(at(INVENTORY_CONFIRMED)).to("direct:chargePayment").end()
            .filter(at(SHIPPING_REQUESTED))
                .setProperty(OrdersInFlight.HANDED_ON, constant(true))
                .wireTap("direct:createShipment").executorService("orderWorkers").end()
            .end()
            .filter(ended()).to("direct:settleOrder").end();
    }
}
