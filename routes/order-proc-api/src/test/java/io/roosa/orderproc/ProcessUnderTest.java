package io.roosa.orderproc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.CheckedHttpClient;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

/**
 * order-proc-api as it runs, between systems and a store that the test commands. One copy is started for each test class; its
 * breakers are closed and its store is well before each test.
 */
final class ProcessUnderTest implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private final Map<String, String> settings;
    private final Happenings happenings = new Happenings();
    private final HttpClient client = CheckedHttpClient.speakingTo("order-proc-api");
    private final List<RunningApplication> copies = new ArrayList<>();
    private SystemsBelow systems;
    private StoreInMemory store;

    private ProcessUnderTest(Map<String, String> settings) {
        this.settings = settings;
    }

    /** @param settings properties without their prefix {@code order-proc-api.}, each followed by its value; a name that begins with a dot is a whole one */
    static ProcessUnderTest with(String... settings) {
        return new ProcessUnderTest(overrides(settings));
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        systems = new SystemsBelow(happenings);
        store = new StoreInMemory(happenings);
        startCopy();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        store.heals();
        List.of("inventory", "payment", "shipping").forEach(step -> breaker(step).reset());
    }

    @Override
    public void afterAll(ExtensionContext test) {
        copies.forEach(RunningApplication::stop);
        store.close();
        systems.close();
    }

    /** Starts one more copy on the same store, with settings of its own. */
    RunningApplication startCopy(String... own) {
        Map<String, String> all = new HashMap<>();
        all.put("order-status-store.component", "infinispan-embedded");
        all.put("order-proc-api.heartbeat.every", "50ms");
        all.put("order-proc-api.heartbeat.ttl", "60s");
        all.put("order-proc-api.recovery.every", "50ms");
        for (String step : List.of("inventory", "payment", "shipping")) {
            all.put(step + "-sys-api.url", systems.url());
            String prefix = "order-proc-api." + step + ".";
            // Generous, so that a busy machine is not taken for a slow system; the tests of time set their own.
            all.put(prefix + "timeout", "20s");
            all.put(prefix + "deadline", "60s");
            all.put(prefix + "attempts", "3");
            all.put(prefix + "backoff", "2ms");
            all.put(prefix + "backoff-max", "10ms");
            all.put(prefix + "rest", "100ms");
            all.put(prefix + "breaker.window", "1000");
            all.put(prefix + "breaker.minimum-calls", "1000");
            all.put(prefix + "breaker.open-for", "100ms");
        }
        all.putAll(settings);
        all.putAll(overrides(own));
        RunningApplication copy = OrderProcApi.application().start(Environment.named("test"), all, Map.of(OrderStatusStore.EMBEDDED, store.manager()));
        copies.add(copy);
        return copy;
    }

    /** Stops a copy as SIGTERM does. */
    void stopCopy(RunningApplication copy) {
        copies.remove(copy);
        copy.stop();
    }

    RunningApplication copy() {
        return copies.get(0);
    }

    SystemsBelow systems() {
        return systems;
    }

    StoreInMemory store() {
        return store;
    }

    CircuitBreaker breaker(String step) {
        return bean(step + "Breaker", CircuitBreaker.class);
    }

    /** Puts an order into the store, from where this copy finds it by itself. */
    OrderJournal finds(OrderJournal order) {
        store.holds(order);
        return order;
    }

    /** Puts an order into the store, lets it be found, and waits until it has left the in-flight set. */
    OrderJournal lives(OrderJournal order) {
        finds(order);
        return left(order);
    }

    /** Waits until the order has left the in-flight set, and answers its journal. */
    OrderJournal left(OrderJournal order) {
        await().until(() -> !store.inFlight(order.orderId()));
        return store.journal(order.orderId());
    }

    /** Waits until something has happened to the order, so many times. */
    void happened(OrderJournal order, String what, int times) {
        await().until(() -> story(order).stream().filter(what::equals).count() >= times);
    }

    /** What happened to the order so far: writes that the store took, calls that the systems got. */
    List<String> story(OrderJournal order) {
        return happenings.of(order.orderId());
    }

    List<OrderStatus> history(OrderJournal order) {
        return store.journal(order.orderId()).transitions().stream().map(transition -> transition.status()).toList();
    }

    /** Hands an order over, as order-exp-api does. */
    HttpResponse<String> handOver(String orderId, String... headers) {
        return handOver(copy(), orderId, headers);
    }

    HttpResponse<String> handOver(RunningApplication to, String orderId, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.url() + "/process/orders")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"orderId\":\"" + orderId + "\"}"));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends an exchange into one route of the first copy, and waits for its end. */
    Exchange send(Exchange exchange, String endpoint) {
        try (ProducerTemplate template = copy().context().createProducerTemplate()) {
            return template.send(endpoint, exchange);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Acts on an order as an operator does. */
    HttpResponse<String> act(OrderJournal order, String action) {
        return post("/process/orders/" + order.orderId() + "/actions/" + action, "{\"by\":\"ada\",\"why\":\"it is time\"}");
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(copy().url() + path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(copy().url() + path)));
    }

    /** Adds what the test itself did to the order's story. */
    void note(OrderJournal order, String what) {
        happenings.add(order.orderId(), what);
    }

    /** A bean of the first copy. */
    <T> T bean(String name, Class<T> type) {
        return copy().context().getRegistry().lookupByNameAndType(name, type);
    }

    JsonNode json(String path) {
        return json(copy(), path);
    }

    JsonNode json(RunningApplication from, String path) {
        try {
            return Json.MAPPER.readTree(send(HttpRequest.newBuilder(URI.create(from.url() + path))).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
    }

    private static Map<String, String> overrides(String... settings) {
        Map<String, String> overrides = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            overrides.put(settings[i].startsWith(".") ? settings[i].substring(1) : "order-proc-api." + settings[i], settings[i + 1]);
        }
        return overrides;
    }
}
