package io.roosa.shipping;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.failuremodes.Call;
import io.roosa.failuremodes.UnreliableProvider;

/** Brings an order to its address, once for each key. */
final class CreateShipmentRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    CreateShipmentRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:createShipment").routeId("createShipment").routeDescription("Brings an order to its address, once for each key")
                .process(Call.reading("createShipment", ShipmentRequest.class))
                .process(provider.deciding(ShippingRules::create))
                .log("${body}")
                .process(provider.answering());
    }
}
