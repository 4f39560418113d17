package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Request;

/** Stops an order before it is charged: it ends as INVENTORY_FAILED, with the reason CANCELLED. */
public final class CancelOrderRoute extends RouteBuilder {

    private final Interventions interventions;

    /** @param interventions what an operator may do */
    CancelOrderRoute(Interventions interventions) {
        this.interventions = interventions;
    }

    @Override
    public void configure() {
        from("direct:cancelOrder").routeId("cancelOrder").routeConfigurationId("doors")
            .routeDescription("Journal first, then status, then the in-flight set, as at every other end of an order")
            .process(Request.noted())
            .setProperty(ProcessProperties.ORDER_ID, header("orderId"))
            .process(interventions.cancel())
            .to("direct:settleOrder")
            .log("Stopped by an operator")
            .process(interventions.told())
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
