package io.roosa.orderproc;

import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Looks every other second, while somebody watches, whether each system is there and how it is broken. */
public final class WatchSystemsRoute extends RouteBuilder {

    static final String QUICKLY = "throwExceptionOnFailure=false&connectTimeout=1000&connectionRequestTimeout=1000&responseTimeout=1000&soTimeout=1000";

    private final List<String> systems;

    /** @param systems the applications of the system layer */
    public WatchSystemsRoute(List<String> systems) {
        this.systems = systems;
    }

    @Override
    public void configure() {
        systems.forEach(system ->
            from("timer:watch-" + system + "?period=2000&delay=500").routeId("watch-" + system).errorHandler(noErrorHandler())
                .routeDescription("Asks " + system + " how it fails; any answer says that it is there")
                .filter(method("board", "isWatched"))
                    .setProperty(Systems.SYSTEM, constant(system))
                    .doTry()
                        .removeHeaders("*")
                        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                        .to("{{" + system + ".url}}/failure-modes?" + QUICKLY).id("look-" + system)
                        .bean("systems", "seen")
                    .endDoTry()
                    .doCatch(Exception.class)
                        .bean("systems", "missed")
                    .end()
                .end());
    }
}
