package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Request;

/** Tells which calls this copy made for an order, each with how long it took and how it ended. */
public final class GetOrderCallsRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:getOrderCalls").routeId("getOrderCalls").routeConfigurationId("doors")
            .routeDescription("The calls made for an order, as far as this copy remembers them")
            .process(Request.noted())
            .bean("callsMade", "of(${header.orderId})")
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
