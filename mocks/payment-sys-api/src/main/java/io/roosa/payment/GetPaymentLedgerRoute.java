package io.roosa.payment;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.UnreliableProvider;

/** Says what the calls of all orders came to; never slowed, never failed. */
final class GetPaymentLedgerRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    GetPaymentLedgerRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:getPaymentLedger").routeId("getPaymentLedger").routeDescription("Says what the calls of all orders came to")
                .process(provider.answeringLedger(PaymentLedger::of));
    }
}
