package io.roosa.failuremodes;

import org.apache.camel.builder.RouteBuilder;

/** Everything goes back to its value in the properties; environments dev and test only. */
public final class ResetFailureModesRoute extends RouteBuilder {

    private final UnreliableProvider provider;

    /** @param provider whose failure modes they are */
    public ResetFailureModesRoute(UnreliableProvider provider) {
        this.provider = provider;
    }

    @Override
    public void configure() {
        from("direct:resetFailureModes").routeId("resetFailureModes").routeDescription("Everything goes back to its value in the properties")
                .process(provider.answeringModes((modes, request) -> modes.reset()));
    }
}
