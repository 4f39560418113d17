package io.roosa.orderproc;

import java.io.IOException;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.http.Request;

/** Breaks a system on purpose, or heals it; environments dev and test only. */
public final class SetFaultRoute extends RouteBuilder {

    private final List<String> systems;

    /** @param systems the applications of the system layer */
    public SetFaultRoute(List<String> systems) {
        this.systems = systems;
    }

    @Override
    public void configure() {
        from("direct:setFault").routeId("setFault").routeConfigurationId("doors")
            .routeDescription("Tells a system how to fail for a minute, or to fail no more")
            .onException(IOException.class)
                .logExhausted(false)
                .handled(true).process(ProblemAnswer.of(Systems.notNow()))
            .end()
            .process(Request.noted())
            .bean("systems", "wanted")
            .removeHeaders("*")
            .setHeader(Exchange.HTTP_METHOD, constant("PUT"))
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
            .toD("direct:break-${exchangeProperty.system}")
            .setBody(method("systems", "set"))
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));

        systems.forEach(system ->
            from("direct:break-" + system).routeId("break-" + system).errorHandler(noErrorHandler())
                .routeDescription("Tells " + system + " how to fail")
                .to("{{" + system + ".url}}/failure-modes?" + WatchSystemsRoute.QUICKLY).id("tell-" + system));
    }
}
