package io.roosa.shipping;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.UnreliableProvider;

/** Says what happened for one order, call by call; never slowed, never failed. */
final class GetShippingLedgerOfOrderRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    GetShippingLedgerOfOrderRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:getShippingLedgerOfOrder").routeId("getShippingLedgerOfOrder").routeDescription("Says what happened for one order, call by call")
                .process(provider.answeringLedgerOfOrder(ShippingTotals::ofOrder));
    }
}
