package io.roosa.orderexp;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Request;

/** Tells all that the control room shows beside single orders, from what was heard last. */
public final class GetRoomBoardRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:getRoomBoard").routeId("getRoomBoard").routeConfigurationId("doors")
            .routeDescription("What order-proc-api said last, and whether it and the store are there")
            .process(Request.noted())
            .setBody(method("controlRoom", "told"))
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
