package io.roosa.orderproc;

import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

import static io.roosa.orderproc.Becoming.asking;
import static io.roosa.orderproc.Becoming.becomes;
import static io.roosa.orderproc.Becoming.becomesOwingReversal;
import static io.roosa.orderproc.Becoming.done;
import static io.roosa.orderproc.Becoming.gaveUp;
import static io.roosa.orderproc.Becoming.gaveUpWithoutEffect;
import static io.roosa.orderproc.Becoming.refused;
import static io.roosa.shared.order.OrderStatus.SHIPPED;
import static io.roosa.shared.order.OrderStatus.SHIPPING_FAILED;

/**
 * Ships a paid order. Nothing can call a shipment back, so an order whose shipment may have been made does not fail: it rests,
 * and is asked for again until the answer is known.
 */
public final class CreateShipmentRoute extends RouteBuilder {

    private final OrdersInFlight inFlight;
    private final Patience patience;
    private final boolean reverseOnFailure;

    /**
     * @param inFlight the orders that this copy works on
     * @param patience how often and how long it is asked
     * @param reverseOnFailure whether the charge of an order that cannot be shipped is given back
     */
    public CreateShipmentRoute(OrdersInFlight inFlight, Patience patience, boolean reverseOnFailure) {
        this.inFlight = inFlight;
        this.patience = patience;
        this.reverseOnFailure = reverseOnFailure;
    }

    @Override
    public void configure() {
        Processor failed = reverseOnFailure ? becomesOwingReversal(SHIPPING_FAILED) : becomes(SHIPPING_FAILED);

        from("direct:createShipment").routeId("createShipment").routeConfigurationId("orders")
            .routeDescription("SHIPPING_REQUESTED to SHIPPED or SHIPPING_FAILED, or back to the store while the outcome is unknown")
            .removeProperty(OrdersInFlight.HANDED_ON)
            .process(inFlight.leavesWhenDone())
            .process(patience.begin("shipping"))
            .setVariable("request", asking(ShipmentRequest::of))
            .toV("direct:attemptCreateShipment", "request", ProcessProperties.ANSWER)
            .choice()
                .when(done()).process(becomes(SHIPPED)).to("direct:recordStatus", "direct:settleOrder")
                .when(refused()).process(failed).to("direct:recordStatus", "direct:settleOrder")
                .when(gaveUpWithoutEffect()).process(failed).to("direct:recordStatus", "direct:settleOrder")
                .when(gaveUp()).to("direct:restOrder")
                .otherwise().throwException(new IllegalStateException("Neither an answer nor a failure of shipping-sys-api"))
            .end();
    }
}
