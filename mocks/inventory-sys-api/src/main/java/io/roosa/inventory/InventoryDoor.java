package io.roosa.inventory;

import org.apache.camel.builder.RouteBuilder;

/** Lets in what inventory-sys-api.raml promises: each operation goes to the route of its name. */
final class InventoryDoor extends RouteBuilder {

    @Override
    public void configure() {
        rest().openApi("classpath:contracts/openapi/inventory-sys-api.json");
    }
}
