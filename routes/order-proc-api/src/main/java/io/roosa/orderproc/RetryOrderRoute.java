package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Request;

/** Drives an order on at once that rests: its owed reversal, or its shipment of which nothing is known, is asked for again. */
public final class RetryOrderRoute extends RouteBuilder {

    private final Interventions interventions;
    private final OrderDoor door;

    /** @param interventions what an operator may do @param door lets the order in */
    RetryOrderRoute(Interventions interventions, OrderDoor door) {
        this.interventions = interventions;
        this.door = door;
    }

    @Override
    public void configure() {
        from("direct:retryOrder").routeId("retryOrder").routeConfigurationId("doors")
            .routeDescription("Ends an order's rest, and takes it up")
            .process(Request.noted())
            .setProperty(ProcessProperties.ORDER_ID, header("orderId"))
            .process(interventions.retry())
            .filter(interventions.free())
                .setBody(exchangeProperty(ProcessProperties.ORDER_ID))
                .process(door.found())
                .filter(door.letIn()).to("direct:takeUpOrder").end()
            .end()
            .process(interventions.told())
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
