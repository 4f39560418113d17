package io.roosa.shipping;

import org.apache.camel.builder.RouteBuilder;

/** Lets in what shipping-sys-api.raml promises: each operation goes to the route of its name. */
final class ShippingDoor extends RouteBuilder {

    @Override
    public void configure() {
        rest().openApi("classpath:contracts/openapi/shipping-sys-api.json");
    }
}
