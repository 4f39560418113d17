package io.roosa.shared.http;

import java.util.List;
import java.util.Optional;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextDecorator;
import io.vertx.ext.web.impl.RoutingContextInternal;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Serves requests by Camel's own server, but where a route leaves an {@link OngoingAnswer}, that goes on after the route has ended.
 * Camel itself knows streams only as input streams, each of which holds a thread.
 */
public final class OngoingHttpEngine extends VertxPlatformHttpEngine {

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new OngoingConsumer(endpoint, processor, getHandlers(), VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()));
    }

    private static final class OngoingConsumer extends VertxPlatformHttpConsumer {

        OngoingConsumer(PlatformHttpEndpoint endpoint, Processor processor, List<Handler<RoutingContext>> handlers, String routerName) {
            super(endpoint, processor, handlers, routerName);
        }

        @Override
        protected void handleRequest(RoutingContext context) {
            super.handleRequest(new OngoingContext((RoutingContextInternal) context));
        }

        @Override
        protected Future<Void> processHttpRequest(Exchange exchange, RoutingContext context) {
            if (context instanceof OngoingContext ongoing) {
                ongoing.exchange = Optional.of(exchange);
            }
            return super.processHttpRequest(exchange, context);
        }
    }

    /** Camel ends a response without a body through its context: here it goes on instead. */
    private static final class OngoingContext extends RoutingContextDecorator {

        private final RoutingContextInternal context;
        private Optional<Exchange> exchange = Optional.empty();

        OngoingContext(RoutingContextInternal context) {
            super(context.currentRoute(), context);
            this.context = context;
        }

        @Override
        public Future<Void> end() {
            Optional<OngoingAnswer> answer = exchange.map(ended -> ended.getProperty(OngoingAnswer.PROPERTY, OngoingAnswer.class));
            exchange = Optional.empty();
            if (answer.isEmpty()) {
                return context.end();
            }
            vertx().getOrCreateContext().runOnContext(begins -> {
                if (!context.response().closed()) {
                    answer.get().begin(context);
                }
            });
            return Future.succeededFuture();
        }
    }
}
