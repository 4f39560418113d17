package io.roosa.failuremodes;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.order.Json;

/** The mock misbehaves as asked from the next call on; environments dev and test only. */
public final class SetFailureModesRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    /** @param provider whose failure modes they are */
    public SetFailureModesRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:setFailureModes").routeId("setFailureModes").routeDescription("The mock misbehaves as asked from the next call on")
                .process(provider.answeringModes((modes, request) -> modes.set(Json.MAPPER.readTree(request.getMessage().getBody(byte[].class)))));
    }
}
