package io.roosa.inventory;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.UnreliableProvider;

/** Says what the calls of all orders came to; never slowed, never failed. */
final class GetInventoryLedgerRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    GetInventoryLedgerRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:getInventoryLedger").routeId("getInventoryLedger").routeDescription("Says what the calls of all orders came to")
                .process(provider.answeringLedger(InventoryLedger::of));
    }
}
