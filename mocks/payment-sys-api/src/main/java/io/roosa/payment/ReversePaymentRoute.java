package io.roosa.payment;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.Call;
import io.roosa.failuremodes.UnreliableProvider;

/** Gives an order's money back, and blocks a charge that has not arrived yet. */
final class ReversePaymentRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    ReversePaymentRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:reversePayment").routeId("reversePayment").routeDescription("Gives an order's money back, and blocks a charge that has not arrived yet")
                .process(Call.reading("reversePayment", Reversal.class))
                .process(provider.deciding(PaymentRules::reverse))
                .log("${body}")
                .process(provider.answering());
    }
}
