package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Request;

/** Tells all that the control room shows of this copy. */
public final class GetProcessBoardRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:getProcessBoard").routeId("getProcessBoard").routeConfigurationId("doors")
            .routeDescription("Orders by status, times to the end, breakers, systems and the proof, from memory")
            .process(Request.noted())
            .bean("board", "told")
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
