package io.roosa.orderproc;

import org.apache.camel.builder.PredicateBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

import static io.roosa.orderproc.Becoming.owesReversal;

/** Ends an order: what it owes is paid back, and only then does it leave the in-flight set, as the very last thing. */
public final class SettleOrderRoute extends RouteBuilder {

    private final Proof proof;

    /** @param proof examines it later */
    public SettleOrderRoute(Proof proof) {
        this.proof = proof;
    }

    @Override
    public void configure() {
        from("direct:settleOrder").routeId("settleOrder").errorHandler(noErrorHandler())
            .routeDescription("Reverses what is owed, then takes the order out of the in-flight set")
            .filter(owesReversal()).to("direct:reversePayment").end()
            .filter(PredicateBuilder.not(owesReversal()))
                .setHeader(InfinispanConstants.KEY, exchangeProperty(ProcessProperties.ORDER_ID))
                .to("{{order-status-store.component}}:orders-in-flight?operation=REMOVE&resultHeader=left").id("leaveInFlight")
                .removeHeaders("*")
                .process(proof.settled())
            .end();
    }
}
