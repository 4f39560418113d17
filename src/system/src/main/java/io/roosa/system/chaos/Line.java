package io.roosa.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The line between order-proc-api and payment-sys-api. Told to be bad, it delivers calls twice, delivers them long after the
 * caller has given up, or loses the answer to them, as networks do.
 */
final class Line implements AutoCloseable {

    private static final List<String> CARRIED = List.of("Content-Type", "X-Correlation-ID", "Idempotency-Key", "traceparent");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than all attempts at a charge and the reversal after them take. */
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(700);

    private final String far;
    private final HttpServer near;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final ExecutorService calls = Executors.newCachedThreadPool();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
    private final long seed;
    private final SplittableRandom random;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder late = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder twice = new LongAdder();
    private volatile boolean bad;

    /**
     * @param far where calls go, once something listens there
     * @param seed what it does to which call
     */
    Line(String far, long seed) {
        this.far = far;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        try {
            near = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        near.setExecutor(calls);
        near.createContext("/", this::carry);
        near.start();
    }

    /** Where the caller finds it. */
    String url() {
        return "http://127.0.0.1:" + near.getAddress().getPort();
    }

    void become(boolean bad) {
        this.bad = bad;
    }

    /** Whether nothing is still to be delivered. */
    boolean isQuiet() {
        return underWay.get() == 0;
    }

    /** What it did so far. */
    String told() {
        return late.sum() + " calls delivered " + LATE.toSeconds() + " s late, " + twice.sum() + " twice, " + lost.sum() + " answers lost";
    }

    private enum Care { GOOD, LATE, LOST, TWICE }

    /** All charges of an order that is held up are: only so does its reversal overtake them. */
    private synchronized Care drawn(String path, String correlationId) {
        if (!bad) {
            return Care.GOOD;
        }
        if (path.endsWith("/charge") && new SplittableRandom(seed ^ correlationId.hashCode()).nextInt(100) < 35) {
            return Care.LATE;
        }
        int drawn = random.nextInt(100);
        return drawn < 35 ? Care.LOST : drawn < 65 ? Care.TWICE : Care.GOOD;
    }

    private void carry(HttpExchange exchange) throws IOException {
        HttpRequest request = request(exchange);
        switch (drawn(exchange.getRequestURI().getPath(), String.valueOf(exchange.getRequestHeaders().getFirst("X-Correlation-ID")))) {
            case GOOD -> answer(exchange, delivered(request));
            case LATE -> {
                late.increment();
                deliverAfter(request, LATE);
                exchange.close();
            }
            case LOST -> {
                lost.increment();
                delivered(request).join();
                exchange.close();
            }
            case TWICE -> {
                twice.increment();
                deliverAfter(request, AGAIN);
                answer(exchange, delivered(request));
            }
        }
    }

    private void deliverAfter(HttpRequest request, Duration delay) {
        underWay.incrementAndGet();
        later.schedule(() -> delivered(request).whenComplete((answer, failure) -> underWay.decrementAndGet()), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(far + exchange.getRequestURI())).timeout(PATIENCE)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        CARRIED.stream().filter(exchange.getRequestHeaders()::containsKey)
                .forEach(header -> request.header(header, exchange.getRequestHeaders().getFirst(header)));
        return request.build();
    }

    private CompletableFuture<HttpResponse<byte[]>> delivered(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).exceptionally(unreachable -> null);
    }

    private static void answer(HttpExchange exchange, CompletableFuture<HttpResponse<byte[]>> delivered) throws IOException {
        HttpResponse<byte[]> response = delivered.join();
        try (exchange) {
            if (response == null) {
                return;
            }
            for (String header : List.of("Content-Type", "Retry-After", "X-Correlation-ID")) {
                response.headers().firstValue(header).ifPresent(value -> exchange.getResponseHeaders().add(header, value));
            }
            exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }

    @Override
    public void close() {
        near.stop(0);
        calls.shutdownNow();
        later.shutdownNow();
    }
}
