package io.roosa.payment;

import org.apache.camel.builder.RouteBuilder;

/** Lets in what payment-sys-api.raml promises: each operation goes to the route of its name. */
final class PaymentDoor extends RouteBuilder {

    @Override
    public void configure() {
        rest().openApi("classpath:contracts/openapi/payment-sys-api.json");
    }
}
