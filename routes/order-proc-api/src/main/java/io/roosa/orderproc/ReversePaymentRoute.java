package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;

import static io.roosa.orderproc.Becoming.asking;
import static io.roosa.orderproc.Becoming.done;

/** Gives a charge back, or forbids one that may still arrive. Until that is acknowledged the order stays in flight. */
public final class ReversePaymentRoute extends RouteBuilder {

    private final Patience patience;

    /** @param patience how often and how long it is asked before the order rests */
    public ReversePaymentRoute(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void configure() {
        from("direct:reversePayment").routeId("reversePayment").routeConfigurationId("orders")
            .routeDescription("Reverses the charge of an order that will not be shipped")
            .process(patience.begin("payment"))
            .setVariable("request", asking(Reversal::of))
            .toV("direct:attemptReversePayment", "request", ProcessProperties.ANSWER)
            .choice()
                .when(done()).bean("journal", "reversed").log("The reversal was acknowledged")
                .otherwise().to("direct:restOrder")
            .end();
    }
}
