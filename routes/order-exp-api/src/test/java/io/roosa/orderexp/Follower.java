package io.roosa.orderexp;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

/** A client that follows an order's events, until they end or it leaves. */
final class Follower implements AutoCloseable {

    private final HttpResponse<Stream<String>> response;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> reading;

    /** One event as it came. */
    record Event(String id, String name, JsonNode data) {
    }

    Follower(HttpClient client, HttpRequest request) {
        response = client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
        reading = CompletableFuture.runAsync(() -> response.body().forEach(lines::add), task -> {
            Thread thread = new Thread(task, "follower");
            thread.setDaemon(true);
            thread.start();
        });
    }

    HttpResponse<?> answer() {
        return response;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The events that came whole so far. */
    List<Event> events() {
        List<Event> events = new ArrayList<>();
        String id = "";
        String name = "";
        for (String line : lines) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                events.add(new Event(id, name, Orders.read(line.substring(6))));
            }
        }
        return events;
    }

    List<String> statuses() {
        return events().stream().filter(event -> event.name().equals("status")).map(event -> event.data().path("status").asText()).toList();
    }

    List<String> ids() {
        return events().stream().map(Event::id).toList();
    }

    /** Waits until so many events have come. */
    Follower has(int events) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(() -> events().size() >= events);
        return this;
    }

    /** Waits until the answer has ended. */
    Follower ends() {
        reading.orTimeout(10, TimeUnit.SECONDS).join();
        return this;
    }

    @Override
    public void close() {
        response.body().close();
    }
}
