package io.roosa.failuremodes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.CheckedHttpClient;
import io.roosa.shared.order.Json;

/** A mock that runs in this JVM, asked as an order's process asks it: over HTTP. Unless told otherwise it serves every call at once. */
public final class RunningMock implements AutoCloseable {

    private final HttpClient client;
    private final RunningApplication running;

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body as JSON
     * @param headers of the answer
     */
    public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {

        /** The text at a JSON pointer. */
        public String at(String pointer) {
            return body.at(pointer).asText();
        }
    }

    private RunningMock(RunningApplication running) {
        this.running = running;
        this.client = CheckedHttpClient.speakingTo(running.application().name());
    }

    /** Starts {@code application} in environment test with its books in {@code books}, and {@code settings} in place of perfect behaviour. */
    public static RunningMock start(Application application, Path books, Map<String, String> settings) {
        return start(application, "test", books, settings);
    }

    /** The same in another environment. */
    public static RunningMock start(Application application, String environment, Path books, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("data-dir", books.toString(), "failure-rate", "0", "technical-share", "0", "timeout-rate", "0",
                "timeout-delay", "1s", "latency-min", "0ms", "latency-max", "0ms", "port", "0", "management.port", "0", "seed", "1"));
        all.putAll(settings);
        Map<String, String> overrides = new HashMap<>();
        all.forEach((key, value) -> overrides.put(application.name() + "." + key, value));
        return new RunningMock(application.start(Environment.named(environment), overrides, Map.of()));
    }

    /** An order that nobody has heard of. */
    public static String newOrder() {
        StringBuilder id = new StringBuilder(UUID.randomUUID().toString());
        id.setCharAt(14, '7');
        return id.toString();
    }

    /** The port it listens on. */
    public int port() {
        return running.port();
    }

    /** Asks for what is there. */
    public Answer get(String path) {
        return now(request(path).GET());
    }

    /** Sends a call without a key. */
    public Answer post(String path, String body) {
        return now(post(path, body, ""));
    }

    /** Sends a call that bears {@code key}. */
    public Answer postWithKey(String path, String body, String key) {
        return now(post(path, body, key));
    }

    /** Sends a call that bears {@code key}, and does not wait for the answer. */
    public CompletableFuture<Answer> sendWithKey(String path, String body, String key) {
        return client.sendAsync(post(path, body, key).build(), HttpResponse.BodyHandlers.ofString()).thenApply(RunningMock::answer);
    }

    /** Changes the failure modes. */
    public Answer misbehave(String modes) {
        return now(request("/failure-modes").header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(modes)));
    }

    /** Takes the failure modes back to the properties. */
    public Answer behave() {
        return now(request("/failure-modes").DELETE());
    }

    @Override
    public void close() {
        running.stop();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(running.url() + path)).timeout(Duration.ofSeconds(20)).header("X-Correlation-ID", "test-1");
    }

    private HttpRequest.Builder post(String path, String body, String key) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        return key.isEmpty() ? request : request.header("Idempotency-Key", key);
    }

    private Answer now(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).thenApply(RunningMock::answer).join();
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            return new Answer(response.statusCode(), Json.MAPPER.readTree(response.body()), response.headers().map());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }
}
