package io.roosa.payment;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.UnreliableProvider;

/** Says what happened for one order, call by call; never slowed, never failed. */
final class GetPaymentLedgerOfOrderRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    GetPaymentLedgerOfOrderRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:getPaymentLedgerOfOrder").routeId("getPaymentLedgerOfOrder").routeDescription("Says what happened for one order, call by call")
                .process(provider.answeringLedgerOfOrder(PaymentTotals::ofOrder));
    }
}
