package io.roosa.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A platform of one event loop that ships each order at once, but for what a test has it do with the n-th one. */
final class TinyServer implements AutoCloseable {

    /** What {@link #TinyServer} may have an order answered with. */
    static final int ACCEPTED = 202;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger orders = new AtomicInteger();
    private final HttpServer server;

    /** @param statusOf the answer to the n-th order; whatever it takes, everybody waits for */
    TinyServer(IntUnaryOperator statusOf) {
        server = vertx.createHttpServer().requestHandler(request -> answer(request, statusOf)).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request, IntUnaryOperator statusOf) {
        if (request.method() == HttpMethod.GET) {
            request.response().end("{\"status\":\"SHIPPED\"}");
            return;
        }
        int status = statusOf.applyAsInt(orders.incrementAndGet());
        if (status == 503) {
            request.response().putHeader("Retry-After", "1");
        }
        request.response().setStatusCode(status).end("{\"orderId\":\"order-" + orders.get() + "\"}");
    }

    int port() {
        return server.actualPort();
    }

    int orders() {
        return orders.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
