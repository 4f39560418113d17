package io.roosa.orderexp;

import org.apache.camel.builder.RouteBuilder;

/** Counts the orders in flight every now and then, rather than with every order that is placed. */
public final class WatchBacklogRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:watchBacklog?period=2000&delay=0").routeId("watchBacklog")
            .routeDescription("Counts the orders that have not ended")
            .onException(Exception.class).handled(true).logExhausted(false)
                .bean("backlog", "notCounted(${exception})").end()
            .to("{{order-status-store.component}}:orders-in-flight?operation=SIZE").id("countInFlight")
            .bean("backlog", "counted");
    }
}
