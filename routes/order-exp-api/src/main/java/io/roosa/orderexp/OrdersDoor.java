package io.roosa.orderexp;

import org.apache.camel.builder.RouteBuilder;

/** Serves the operations of {@code raml/order-exp-api.raml}: each is the route of its operationId. */
public final class OrdersDoor extends RouteBuilder {

    @Override
    public void configure() {
        rest().openApi("classpath:contracts/openapi/order-exp-api.json");
    }
}
