package io.roosa.shipping;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.UnreliableProvider;

/** Says what the calls of all orders came to; never slowed, never failed. */
final class GetShippingLedgerRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    GetShippingLedgerRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:getShippingLedger").routeId("getShippingLedger").routeDescription("Says what the calls of all orders came to")
                .process(provider.answeringLedger(ShippingLedger::of));
    }
}
