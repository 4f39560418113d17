package io.roosa.orderproc;

import java.util.Map;

import org.apache.camel.builder.RouteBuilder;

/** Gives an order back to the store where it may neither go on nor fail: any copy takes it up after its rest. */
public final class RestOrderRoute extends RouteBuilder {

    private final Journal journal;
    private final Map<String, StepPolicy> policies;

    /**
     * @param journal where the order is given back
     * @param policies how long it rests at which step
     */
    public RestOrderRoute(Journal journal, Map<String, StepPolicy> policies) {
        this.journal = journal;
        this.policies = Map.copyOf(policies);
    }

    @Override
    public void configure() {
        from("direct:restOrder").routeId("restOrder").errorHandler(noErrorHandler())
            .routeDescription("Releases the claim on an order until its rest is over")
            .process(exchange -> journal.release(exchange, policies.get(exchange.getProperty(ProcessProperties.ATTEMPTS, Attempts.class).step()).rest()))
            .log("Rests at ${body.status} until ${body.notBefore}");
    }
}
