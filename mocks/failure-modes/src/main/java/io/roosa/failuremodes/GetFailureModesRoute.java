package io.roosa.failuremodes;

import org.apache.camel.builder.RouteBuilder;

/** Says how this mock misbehaves; environments dev and test only. */
public final class GetFailureModesRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    /** @param provider whose failure modes they are */
    public GetFailureModesRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:getFailureModes").routeId("getFailureModes").routeDescription("Says how this mock misbehaves")
                .process(provider.answeringModes((modes, request) -> modes.now()));
    }
}
