package io.roosa.orderproc;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Beats this copy's heart, and takes up the orders that nobody works on. */
public final class ResumeOrdersRoute extends RouteBuilder {

    private final OrderDoor door;

    /** @param door lets orders in */
    public ResumeOrdersRoute(OrderDoor door) {
        this.door = door;
    }

    @Override
    public void configure() {
        from("timer:heartbeat?period={{order-proc-api.heartbeat.every-millis}}&delay=0").routeId("heartbeat")
            .routeDescription("Says that this copy lives, for all orders that it owns")
            .bean("copies", "beat");

        from("timer:resumeOrders?period={{order-proc-api.recovery.every-millis}}&delay={{order-proc-api.recovery.every-millis}}").routeId("resumeOrders")
            .routeDescription("Takes up the orders whose hand-over was lost, whose copy died, or whose rest is over")
            .onException(Exception.class).handled(true).logExhausted(false)
                .log(LoggingLevel.DEBUG, "Looked for orders in vain: ${exception.message}").end()
            .bean("ordersToResume", "find")
            .split(body())
                .process(door.found())
                .filter(door.letIn()).to("direct:takeUpOrder").end()
            .end();
    }
}
