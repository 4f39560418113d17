package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderStatus;

/** The six as they run in processes of their own, the store reached over Hot Rod, for tests that watch them as an operator does. */
final class WatchedHouse implements AutoCloseable {

    private final CalmHouse house;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, RunningApplication> watched = new HashMap<>();

    /**
     * @param directory where they keep what they keep
     * @param other properties of order-proc-api and order-exp-api, each followed by its value
     */
    WatchedHouse(Path directory, String... other) {
        house = new CalmHouse(directory);
        List.of(House.INVENTORY, House.PAYMENT, House.SHIPPING).forEach(name -> watched.put(name, house.application(name)));
        watched.put(House.STORE, house.copy(House.STORE, "test", "order-status-store.component", "infinispan"));
        String store = "127.0.0.1:" + application(House.STORE).port();
        watched.put(House.PROCESS, house.copy(House.PROCESS, "test", with(other, "order-status-store.component", "infinispan", "order-status-store.url", store)));
        watched.put(House.EXPERIENCE, house.copy(House.EXPERIENCE, "test", with(other, "order-status-store.component", "infinispan", "order-status-store.url", store,
                "order-proc-api.url", application(House.PROCESS).url())));
    }

    RunningApplication application(String name) {
        return watched.get(name);
    }

    CalmHouse house() {
        return house;
    }

    /** Takes the store away. */
    void stopStore() {
        application(House.STORE).stop();
    }

    /** Brings a store back at the address of the one before, without what that one kept. */
    void startStoreAgain() {
        watched.put(House.STORE, house.copy(House.STORE, "test", "order-status-store.component", "infinispan", "order-status-store.port",
                String.valueOf(application(House.STORE).port())));
    }

    /** Places an order, again while the house is full, and answers its id. */
    String place(String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application(House.EXPERIENCE).url() + "/orders")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(example()));
        HttpRequest.Builder whole = headers.length == 0 ? request : request.headers(headers);
        return await().until(() -> Body.of(send(whole)).orderId(), orderId -> !orderId.isEmpty());
    }

    /** Waits until the order is there. */
    void lives(String orderId, OrderStatus until) {
        await().until(() -> send(HttpRequest.newBuilder(URI.create(application(House.EXPERIENCE).url() + "/orders/" + orderId + "/status")))
                .contains("\"" + until + "\""));
    }

    /** Makes a system misbehave as told. */
    void misbehave(String name, String modes) {
        send(HttpRequest.newBuilder(URI.create(application(name).url() + "/failure-modes")).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(modes)));
    }

    ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(30));
    }

    private record Body(String orderId) {

        static Body of(String json) {
            try {
                return new Body(Optional.ofNullable(Json.MAPPER.readTree(json).path("orderId").textValue())
                        .orElseThrow(() -> new IllegalStateException("not accepted: " + json)));
            } catch (IOException e) {
                throw new IllegalStateException(json, e);
            }
        }
    }

    private String send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString()).join().body();
    }

    private static String example() {
        try {
            return Files.readString(Path.of("../../raml/examples/order.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Override
    public void close() {
        house.close();
    }
}
