package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Request;

/** Tells what this copy does at the moment: in flight, backlog, breakers. */
public final class GetProcessSummaryRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:getProcessSummary").routeId("getProcessSummary").routeConfigurationId("doors")
            .routeDescription("Orders in flight and waiting, and the breakers before each system")
            .process(Request.noted())
            .bean("progress", "summary")
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
