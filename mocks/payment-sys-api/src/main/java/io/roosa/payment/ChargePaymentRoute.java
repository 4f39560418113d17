package io.roosa.payment;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.Call;
import io.roosa.failuremodes.UnreliableProvider;

/** Takes an order's money, once for each key. */
final class ChargePaymentRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    ChargePaymentRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:chargePayment").routeId("chargePayment").routeDescription("Takes an order's money, once for each key")
                .process(Call.reading("chargePayment", Charge.class))
                .process(provider.deciding(PaymentRules::charge))
                .log("${body}")
                .process(provider.answering());
    }
}
