package io.roosa.failuremodes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
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
 * Serves orders' calls by Camel's own server, but holds an answer for as long as its {@link AnswerTerms} say. What waits is
 * a timer and no thread: the route has long ended, so thousands of slow calls wait at once.
 */
final class PatientHttpEngine extends VertxPlatformHttpEngine {

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new PatientConsumer(endpoint, processor, getHandlers(), VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()));
    }

    private static final class PatientConsumer extends VertxPlatformHttpConsumer {

        private final Set<Runnable> held = ConcurrentHashMap.newKeySet();

        PatientConsumer(PlatformHttpEndpoint endpoint, Processor processor, List<Handler<RoutingContext>> handlers, String routerName) {
            super(endpoint, processor, handlers, routerName);
        }

        @Override
        protected void handleRequest(RoutingContext context) {
            super.handleRequest(new PatientContext((RoutingContextInternal) context, held));
        }

        /** Who is told to stop answers what it holds, and drops nobody. */
        @Override
        protected void doStop() throws Exception {
            held.forEach(Runnable::run);
            super.doStop();
        }

        @Override
        protected Future<Void> processHttpRequest(Exchange exchange, RoutingContext context) {
            if (context instanceof PatientContext patient) {
                patient.exchange = Optional.of(exchange);
            }
            return super.processHttpRequest(exchange, context);
        }
    }

    /** Camel ends a response of known length through its context, in one piece: here is where it waits. */
    private static final class PatientContext extends RoutingContextDecorator {

        private final Set<Runnable> held;
        private Optional<Exchange> exchange = Optional.empty();

        PatientContext(RoutingContextInternal context, Set<Runnable> held) {
            super(context.currentRoute(), context);
            this.held = held;
        }

        @Override
        public Future<Void> end(Buffer buffer) {
            Optional<AnswerTerms> terms = exchange.map(ended -> ended.getProperty(AnswerTerms.PROPERTY, AnswerTerms.class));
            exchange = Optional.empty();
            return terms.map(held -> hold(held).compose(over -> letGo(held, buffer))).orElseGet(() -> super.end(buffer));
        }

        private Future<Void> hold(AnswerTerms terms) {
            long millis = terms.hold().toMillis();
            if (millis < 1) {
                return Future.succeededFuture();
            }
            Context eventLoop = vertx().getOrCreateContext();
            Promise<Void> over = Promise.promise();
            long timer = vertx().setTimer(millis, rung -> over.tryComplete());
            Runnable release = () -> eventLoop.runOnContext(released -> over.tryComplete());
            held.add(release);
            terms.released().thenRun(release);
            over.future().onComplete(ended -> {
                vertx().cancelTimer(timer);
                held.remove(release);
            });
            return over.future();
        }

        private Future<Void> letGo(AnswerTerms terms, Buffer buffer) {
            if (response().closed() || response().ended()) {
                terms.fared().accept(AnswerTerms.Fared.CALLER_HAD_GONE);
                return Future.succeededFuture();
            }
            if (terms.lost()) {
                response().reset();
                terms.fared().accept(AnswerTerms.Fared.DROPPED);
                return Future.succeededFuture();
            }
            return super.end(buffer).onComplete(sent -> terms.fared()
                    .accept(sent.succeeded() ? AnswerTerms.Fared.SENT : AnswerTerms.Fared.CALLER_HAD_GONE));
        }
    }
}
