package io.roosa.orderexp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.CheckedHttpClient;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.store.OrderStatusStore;

/**
 * order-exp-api in this JVM, asked as a client asks it, over HTTP. Its store is an embedded one that can be taken away at each
 * line that uses it, and a server of the test's own answers as order-proc-api.
 */
final class RunningExp implements AutoCloseable {

    /** The lines that reach the store, by the route in which they stand. */
    private static final Map<String, List<String>> STORE_LINES = Map.of(
            "persistOrder", List.of("writeJournal", "writeStatus", "enterInFlight"),
            "lookUpStatus", List.of("readStatus", "readJournal"),
            "getOrderHistory", List.of("readHistory"),
            "getOrderEvents", List.of("readEvents"),
            "watchBacklog", List.of("countInFlight"));

    private final HttpClient client;
    private final Map<String, RuntimeException> failing = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final OrderProcStub process = new OrderProcStub();
    private final DefaultCacheManager store = new DefaultCacheManager(new GlobalConfigurationBuilder().nonClusteredDefault().build());
    private final RunningApplication running;

    /** What came back. */
    record Answer(int status, JsonNode body, HttpHeaders headers, Duration took) {

        String at(String pointer) {
            return body.at(pointer).asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private RunningExp(Map<String, String> settings, HttpClient client) {
        this.client = client;
        List.of(OrderStatusStore.STATUS, OrderStatusStore.JOURNAL, OrderStatusStore.IN_FLIGHT, OrderStatusStore.IDEMPOTENCY)
                .forEach(cache -> store.defineConfiguration(cache, new ConfigurationBuilder().build()));
        Map<String, String> overrides = new HashMap<>(Map.of("order-status-store.component", "infinispan-embedded", "order-proc-api.url", process.url()));
        overrides.putAll(settings);
        running = OrderExpApi.application().start(Environment.named("test"), overrides, Map.of(OrderStatusStore.EMBEDDED, store));
        STORE_LINES.forEach((route, lines) -> advise(route, lines));
    }

    /** Starts it with the settings of environment test. */
    static RunningExp start() {
        return start(Map.of());
    }

    /** The same with some settings of its own. */
    static RunningExp start(Map<String, String> settings) {
        return new RunningExp(settings, CheckedHttpClient.speakingTo("order-exp-api"));
    }

    /** The same where it is told to answer errors in a form that its contract does not name. */
    static RunningExp startBesideItsContract(Map<String, String> settings) {
        return new RunningExp(settings, HttpClient.newHttpClient());
    }

    private void advise(String route, List<String> lines) {
        try {
            AdviceWith.adviceWith(context(), route, false, advice -> lines.forEach(line -> advice.weaveById(line).before().process(exchange -> {
                if (hanging.containsKey(line)) {
                    hanging.get(line).await();
                }
                if (failing.containsKey(line)) {
                    throw failing.get(line);
                }
            })));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on the store is out of reach at these lines. */
    void loseStoreAt(String... lines) {
        List.of(lines).forEach(line -> failAt(line, new CacheException("The test took the store away")));
    }

    /** From now on whoever comes to this line waits until the answer is counted down. */
    CountDownLatch hangAt(String line) {
        return hanging.computeIfAbsent(line, hangs -> new CountDownLatch(1));
    }

    /** From now on this line fails. */
    void failAt(String line, RuntimeException failure) {
        failing.put(line, failure);
    }

    /** From now on the breaker before the store lets nothing through, whatever the store does. */
    void openStoreBreaker() {
        context().getRegistry().lookupByNameAndType("storeBreaker", CircuitBreaker.class).transitionToForcedOpenState();
    }

    /** The store is back at each line. */
    void bringStoreBack() {
        failing.clear();
    }

    /** The same, and nobody remembers that it was away. */
    void forgetFailures() {
        bringStoreBack();
        process.becomes(OrderProcStub.Behaviour.ACCEPTS);
        List.of("storeBreaker", "processBreaker").forEach(breaker -> context().getRegistry().lookupByNameAndType(breaker, CircuitBreaker.class).reset());
    }

    CamelContext context() {
        return running.context();
    }

    String url() {
        return running.url();
    }

    OrderProcStub process() {
        return process;
    }

    Cache<String, String> cache(String name) {
        return store.getCache(name);
    }

    /** The stored journal entry. */
    OrderJournal journal(String orderId) {
        return OrderJournal.parse(cache(OrderStatusStore.JOURNAL).get(orderId));
    }

    /** Puts an order in the store as order-proc-api would have left it. */
    void store(OrderJournal journal) {
        cache(OrderStatusStore.JOURNAL).put(journal.orderId(), journal.stored());
        cache(OrderStatusStore.STATUS).put(journal.orderId(), journal.status().name());
    }

    Answer place(String order, String... headers) {
        return placing(order, headers).join();
    }

    /** Sends an order and does not wait for the answer. */
    CompletableFuture<Answer> placing(String order, String... headers) {
        return send(request("/orders", headers).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(order)));
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET()).join();
    }

    Answer status(String orderId, String... headers) {
        return get("/orders/" + orderId + "/status", headers);
    }

    Answer history(String orderId) {
        return get("/orders/" + orderId + "/history");
    }

    /** Sends a question and does not wait for the answer. */
    CompletableFuture<Answer> asking(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Follows an order's events. */
    Follower follow(String orderId, String... headers) {
        return new Follower(client, request("/orders/" + orderId + "/events", headers).header("Accept", "text/event-stream").GET().build());
    }

    /** How many clients watch an order at the moment. */
    int watching() {
        return context().getRegistry().lookupByNameAndType("ordersWatched", OrdersWatched.class).count();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(running.url() + path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request) {
        long began = System.nanoTime();
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).thenApply(response -> new Answer(response.statusCode(),
                Orders.read(response.body()), response.headers(), Duration.ofNanos(System.nanoTime() - began)));
    }

    @Override
    public void close() {
        process.close();
        running.stop();
        store.stop();
    }
}
