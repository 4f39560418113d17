package io.roosa.inventory;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.Call;
import io.roosa.failuremodes.UnreliableProvider;

/** Says whether everything in an order can be had, and puts it aside. */
final class CheckInventoryRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    CheckInventoryRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:checkInventory").routeId("checkInventory").routeDescription("Says whether everything in an order can be had, and puts it aside")
                .process(Call.reading("checkInventory", InventoryCheck.class))
                .process(provider.deciding(InventoryRules::check))
                .log("${body}")
                .process(provider.answering());
    }
}
