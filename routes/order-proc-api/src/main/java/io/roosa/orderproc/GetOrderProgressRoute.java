package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Request;

/** Tells where an order is in the process, and who works on it. */
public final class GetOrderProgressRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:getOrderProgress").routeId("getOrderProgress").routeConfigurationId("doors")
            .routeDescription("An order's status, owner, attempts and next retry")
            .process(Request.noted())
            .setProperty(ProcessProperties.ORDER_ID, header("orderId"))
            .bean("progress", "of(${header.orderId})")
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
