package io.roosa.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A platform of one event loop that ships each order at once, or so long after it came, but for what a test has it do with the n-th one. */
final class TinyServer implements AutoCloseable {

    /** What {@link #TinyServer} may have an order answered with. */
    static final int ACCEPTED = 202;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger orders = new AtomicInteger();
    private final Map<String, Long> came = new ConcurrentHashMap<>();
    private final long shipsAfterNanos;
    private final HttpServer server;

    /** @param statusOf the answer to the n-th order; whatever it takes, everybody waits for */
    TinyServer(IntUnaryOperator statusOf) {
        this(statusOf, Duration.ZERO);
    }

    TinyServer(IntUnaryOperator statusOf, Duration shipsAfter) {
        shipsAfterNanos = shipsAfter.toNanos();
        server = vertx.createHttpServer().requestHandler(request -> answer(request, statusOf)).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request, IntUnaryOperator statusOf) {
        if (request.method() == HttpMethod.GET) {
            boolean shipped = System.nanoTime() - came.get(request.path().split("/")[2]) >= shipsAfterNanos;
            request.response().end("{\"status\":\"" + (shipped ? "SHIPPED" : "RECEIVED") + "\"}");
            return;
        }
        int status = statusOf.applyAsInt(orders.incrementAndGet());
        if (status == 503) {
            request.response().putHeader("Retry-After", "1");
        }
        String orderId = "order-" + orders.get();
        came.put(orderId, System.nanoTime());
        request.response().setStatusCode(status).end("{\"orderId\":\"" + orderId + "\"}");
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
