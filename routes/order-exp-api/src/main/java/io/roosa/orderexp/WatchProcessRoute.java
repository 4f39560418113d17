package io.roosa.orderexp;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Asks order-proc-api each second, while somebody watches, how it is. */
public final class WatchProcessRoute extends RouteBuilder {

    static final String QUICKLY = "connectTimeout=1000&connectionRequestTimeout=1000&responseTimeout=1000&soTimeout=1000";

    @Override
    public void configure() {
        from("timer:watchProcess?period=1000&delay=200").routeId("watchProcess").errorHandler(noErrorHandler())
            .routeDescription("Keeps what order-proc-api says of itself for those who look")
            .filter(method("controlRoom", "isWatched"))
                .doTry()
                    .removeHeaders("*")
                    .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                    .to("{{order-proc-api.url}}/process/board?" + QUICKLY).id("callGetProcessBoard")
                    .bean("controlRoom", "heard")
                .endDoTry()
                .doCatch(Exception.class)
                    .bean("controlRoom", "silent")
                .end()
            .end();
    }
}
