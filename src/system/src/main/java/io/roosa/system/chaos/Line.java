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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.roosa.shared.order.Json;

/**
 * The line between order-proc-api and payment-sys-api. Told to be bad, it delivers calls twice, loses the answer to them, or holds
 * charges back until the caller has given up and been told that they are reversed, as networks do.
 */
final class Line implements AutoCloseable {

    private static final List<String> CARRIED = List.of("Content-Type", "X-Correlation-ID", "Idempotency-Key", "traceparent");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What becomes in turn of the first charges of the first orders: so each of it is tried, however few come. What comes after is drawn. */
    private static final List<Care> DEALT = List.of(Care.HELD, Care.TWICE, Care.HELD, Care.LOST);

    /** No more are held back after that: each fails all its attempts, and before a breaker that is open little else is tried. */
    private static final int FIRST_ORDERS = 12;
    private static final Duration AGAIN = Duration.ofMillis(700);

    private final String far;
    private final HttpServer near;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final ExecutorService calls = Executors.newCachedThreadPool();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
    private final SplittableRandom random;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<String> overtaken = ConcurrentHashMap.newKeySet();
    private final LongAdder late = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder twice = new LongAdder();

    /** Orders of which a charge came. */
    private final Set<String> met = new HashSet<>();

    /** By order: its charges that wait for its reversal. */
    private final Map<String, List<HttpRequest>> held = new HashMap<>();
    private int dealt;
    private int heldUp;
    private boolean bad;

    /**
     * @param far where calls go, once something listens there
     * @param seed draws what it does to the calls that are not dealt with in turn
     */
    Line(String far, long seed) {
        this.far = far;
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

    /** A charge that it holds back by then waits for its reversal all the same. */
    synchronized void become(boolean bad) {
        this.bad = bad;
        dealt = 0;
    }

    /** How many orders' charges it has held back so far. */
    synchronized int heldUp() {
        return heldUp;
    }

    /** How many orders' charges it has delivered so far after whoever made them was told that they are reversed. */
    int overtaken() {
        return overtaken.size();
    }

    /** Whether no charge waits for its reversal. */
    synchronized boolean holdsNothing() {
        return held.isEmpty();
    }

    /** Delivers the charges that wait for a reversal which does not come. */
    void letGo() {
        List<String> orders;
        synchronized (this) {
            orders = List.copyOf(held.keySet());
        }
        orders.forEach(order -> release(order).forEach(charge -> deliver(charge, () -> { })));
    }

    /** Whether nothing is still to be delivered. */
    synchronized boolean isQuiet() {
        return held.isEmpty() && underWay.get() == 0;
    }

    /** What it did so far. */
    String told() {
        return late.sum() + " charges of " + overtaken() + " orders delivered after their reversal, " + twice.sum() + " calls twice, " + lost.sum()
                + " answers lost";
    }

    private enum Care { GOOD, HELD, LOST, TWICE }

    private synchronized Care drawn(HttpRequest request, String order) {
        boolean charge = request.uri().getPath().endsWith("/charge");
        if (charge && met.add(order) && bad && dealt < FIRST_ORDERS) {
            Care care = DEALT.get(dealt++ % DEALT.size());
            if (care != Care.HELD) {
                return care;
            }
            held.put(order, new ArrayList<>());
            heldUp++;
        }
        if (charge && held.containsKey(order)) {
            held.get(order).add(request);
            return Care.HELD;
        }
        // A reversal that came once more after the charge would give it back, and nobody would see that the first one had forbidden nothing.
        if (!bad || held.containsKey(order)) {
            return Care.GOOD;
        }
        int drawn = random.nextInt(100);
        return drawn < 35 ? Care.LOST : drawn < 65 ? Care.TWICE : Care.GOOD;
    }

    private void carry(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest request = request(exchange, body);
        String order = Json.MAPPER.readTree(body).path("orderId").asText();
        switch (drawn(request, order)) {
            case GOOD -> {
                boolean done = answer(exchange, delivered(request));
                if (done && request.uri().getPath().endsWith("/reversal")) {
                    release(order).forEach(charge -> deliver(charge, () -> {
                        late.increment();
                        overtaken.add(order);
                    }));
                }
            }
            case HELD -> exchange.close();
            case LOST -> {
                lost.increment();
                delivered(request).join();
                exchange.close();
            }
            case TWICE -> {
                twice.increment();
                underWay.incrementAndGet();
                later.schedule(() -> deliver(request, () -> { }), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                answer(exchange, delivered(request));
            }
        }
    }

    /** Nothing of the order waits any more; what did is under way from now on. */
    private synchronized List<HttpRequest> release(String order) {
        List<HttpRequest> charges = held.containsKey(order) ? held.remove(order) : List.of();
        underWay.addAndGet(charges.size());
        return charges;
    }

    /** Delivers what is under way; nobody waits for its answer. */
    private void deliver(HttpRequest request, Runnable arrived) {
        delivered(request).whenComplete((answer, failure) -> {
            if (answer != null) {
                arrived.run();
            }
            underWay.decrementAndGet();
        });
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(far + exchange.getRequestURI())).timeout(PATIENCE)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        CARRIED.stream().filter(exchange.getRequestHeaders()::containsKey)
                .forEach(header -> request.header(header, exchange.getRequestHeaders().getFirst(header)));
        return request.build();
    }

    private CompletableFuture<HttpResponse<byte[]>> delivered(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).exceptionally(unreachable -> null);
    }

    /** Gives the answer to the caller; answers whether it says that what was asked for is done. */
    private static boolean answer(HttpExchange exchange, CompletableFuture<HttpResponse<byte[]>> delivered) throws IOException {
        HttpResponse<byte[]> response = delivered.join();
        try (exchange) {
            if (response == null) {
                return false;
            }
            for (String header : List.of("Content-Type", "Retry-After", "X-Correlation-ID")) {
                response.headers().firstValue(header).ifPresent(value -> exchange.getResponseHeaders().add(header, value));
            }
            exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
            return response.statusCode() == 200;
        }
    }

    @Override
    public void close() {
        near.stop(0);
        calls.shutdownNow();
        later.shutdownNow();
    }
}
