package io.roosa.inventory;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.UnreliableProvider;

/** Says what happened for one order, call by call; never slowed, never failed. */
final class GetInventoryLedgerOfOrderRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    GetInventoryLedgerOfOrderRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:getInventoryLedgerOfOrder").routeId("getInventoryLedgerOfOrder").routeDescription("Says what happened for one order, call by call")
                .process(provider.answeringLedgerOfOrder(InventoryTotals::ofOrder));
    }
}
