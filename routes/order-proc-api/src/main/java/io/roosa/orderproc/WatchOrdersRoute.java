package io.roosa.orderproc;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Looks every now and then for orders that make no progress. */
public final class WatchOrdersRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:watchOrders?period=2000&delay=1000").routeId("watchOrders")
            .routeDescription("Counts the orders without progress beyond their step's deadline, and tells of each once")
            .onException(Exception.class).handled(true).logExhausted(false)
                .log(LoggingLevel.DEBUG, "Looked for orders without progress in vain: ${exception.message}").end()
            .bean("watchdog", "look");
    }
}
