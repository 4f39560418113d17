package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.http.Headers;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderStatus;

/** Talks to the applications as any client does, over HTTP: places an order, asks for it, reads the providers' ledgers. */
public final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final UnaryOperator<String> urls;

    /** @param urls answers an application's URL by its name */
    public Client(UnaryOperator<String> urls) {
        this(urls, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build());
    }

    Client(UnaryOperator<String> urls, HttpClient http) {
        this.urls = urls;
        this.http = http;
    }

    /**
     * An answer.
     *
     * @param code its HTTP status, 0 where none came
     * @param body its JSON, a missing node where it bore none
     * @param correlationId what it was answered with, empty where it bore none
     * @param took from the asking to the last byte
     */
    public record Answer(int code, JsonNode body, String correlationId, Duration took) {

        /** A status as it was answered, empty where it was not. */
        public Optional<OrderStatus> status() {
            return code == 200 ? Optional.of(OrderStatus.valueOf(body.path("status").asText())) : Optional.empty();
        }

        /** What a problem says of itself, or the code alone. */
        public String told() {
            return body.path("detail").asText(body.path("title").asText(code == 0 ? "no answer" : "HTTP " + code));
        }
    }

    /** Places an order. */
    public CompletableFuture<Answer> place(JsonNode order) {
        return sent(HttpRequest.newBuilder(URI.create(urls.apply(House.EXPERIENCE) + "/orders")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.toString())));
    }

    /** Places an order, or the same order again: the key tells it from others, the correlation id stays with it. */
    public CompletableFuture<Answer> place(JsonNode order, String idempotencyKey, String correlationId) {
        return sent(HttpRequest.newBuilder(URI.create(urls.apply(House.EXPERIENCE) + "/orders")).header("Content-Type", "application/json")
                .header(Headers.IDEMPOTENCY_KEY, idempotencyKey).header(Headers.CORRELATION_ID, correlationId)
                .POST(HttpRequest.BodyPublishers.ofString(order.toString())));
    }

    /** Makes a mock misbehave as told. */
    public CompletableFuture<Answer> misbehave(String application, String modes) {
        return sent(HttpRequest.newBuilder(URI.create(urls.apply(application) + "/failure-modes")).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(modes)));
    }

    /** Makes a mock behave as its properties say. */
    public CompletableFuture<Answer> behave(String application) {
        return sent(HttpRequest.newBuilder(URI.create(urls.apply(application) + "/failure-modes")).DELETE());
    }

    /** Asks where an order is. */
    public CompletableFuture<Answer> status(String orderId) {
        return asked(House.EXPERIENCE, "/orders/" + orderId + "/status");
    }

    /** Asks how an order came to where it is, oldest first; empty where it was not answered. */
    public List<OrderStatus> history(String orderId) {
        return StreamSupport.stream(history(asked(House.EXPERIENCE, "/orders/" + orderId + "/history").join()).spliterator(), false)
                .map(transition -> OrderStatus.valueOf(transition.path("status").asText())).toList();
    }

    /** The transitions of an answered history. */
    public static JsonNode history(Answer answer) {
        return answer.body().path("transitions");
    }

    /** Any other question to an application. */
    public CompletableFuture<Answer> asked(String application, String path) {
        return sent(HttpRequest.newBuilder(URI.create(urls.apply(application) + path)));
    }

    /** Sends a JSON object of texts to an application, in the order of their names. */
    public CompletableFuture<Answer> sent(String application, String path, SortedMap<String, String> body) {
        return sent(HttpRequest.newBuilder(URI.create(urls.apply(application) + path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.valueToTree(body).toString())));
    }

    /** What the three ledgers say of an order, empty where one of them could not be read. */
    public Optional<Books> books(String orderId) {
        List<Answer> ledgers = List.of(asked(House.PAYMENT, "/payment/ledger/" + orderId), asked(House.SHIPPING, "/shipping/ledger/" + orderId),
                asked(House.INVENTORY, "/inventory/ledger/" + orderId)).stream().map(CompletableFuture::join).toList();
        if (ledgers.stream().anyMatch(ledger -> ledger.code() != 200)) {
            return Optional.empty();
        }
        Set<String> correlationIds = new HashSet<>();
        ledgers.forEach(ledger -> ledger.body().path("calls").forEach(call -> correlationIds.add(call.path("correlationId").asText())));
        JsonNode payment = ledgers.get(0).body().path("totals");
        return Optional.of(new Books(payment.path("charges").asLong(), payment.path("netCharges").asLong(),
                ledgers.get(1).body().path("totals").path("shipments").asLong(), correlationIds));
    }

    private CompletableFuture<Answer> sent(HttpRequest.Builder request) {
        long began = System.nanoTime();
        return http.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
                .thenApply(response -> answer(response, began))
                .exceptionally(noAnswer -> new Answer(0, Json.MAPPER.missingNode(), "", Duration.ofNanos(System.nanoTime() - began)));
    }

    private static Answer answer(HttpResponse<String> response, long began) {
        try {
            return new Answer(response.statusCode(), Json.MAPPER.readTree(response.body()),
                    response.headers().firstValue(Headers.CORRELATION_ID).orElse(""), Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException notJson) {
            return new Answer(response.statusCode(), Json.MAPPER.missingNode(), "", Duration.ofNanos(System.nanoTime() - began));
        }
    }
}
