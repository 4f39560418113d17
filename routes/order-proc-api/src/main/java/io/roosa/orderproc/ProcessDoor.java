package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;

/** Serves the operations of {@code raml/order-proc-api.raml}: each is the route of its operationId. */
public final class ProcessDoor extends RouteBuilder {

    @Override
    public void configure() {
        rest().openApi("classpath:contracts/openapi/order-proc-api.json");
    }
}
