package io.roosa.bench;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** How orders are placed and asked for at one of those that are compared. */
sealed interface Target {

    /** Places an order; answers its id once it is accepted. */
    Future<String> place(HttpClient client, Buffer order);

    /** Asks where an order is; answers its status. */
    Future<String> status(HttpClient client, String orderId);

    /** ROOSA's way, and that of the hand-written ones: {@code POST /orders}, {@code GET /orders/{orderId}/status}. */
    record Orders(int port) implements Target {

        @Override
        public Future<String> place(HttpClient client, Buffer order) {
            return json(client, HttpMethod.POST, port, "/orders", order, 202).map(answer -> field(answer, "orderId"));
        }

        @Override
        public Future<String> status(HttpClient client, String orderId) {
            return json(client, HttpMethod.GET, port, "/orders/" + orderId + "/status", Buffer.buffer(), 200).map(answer -> field(answer, "status"));
        }
    }

    /** Restate's way: a workflow is submitted under an id of the caller's, and asked through its shared handler. */
    record Workflows(int port) implements Target {

        @Override
        public Future<String> place(HttpClient client, Buffer order) {
            String orderId = UUID.randomUUID().toString();
            return json(client, HttpMethod.POST, port, "/OrderWorkflow/" + orderId + "/run/send", order, 202).map(answer -> orderId);
        }

        @Override
        public Future<String> status(HttpClient client, String orderId) {
            return json(client, HttpMethod.POST, port, "/OrderWorkflow/" + orderId + "/status", Buffer.buffer(), 200)
                    .map(answer -> answer.toString(StandardCharsets.UTF_8).replace("\"", ""));
        }
    }

    private static Future<Buffer> json(HttpClient client, HttpMethod method, int port, String path, Buffer body, int expected) {
        RequestOptions request = new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(port).setURI(path);
        if (body.length() > 0) {
            request.putHeader("Content-Type", "application/json");
        }
        return client.request(request).compose(open -> open.send(body)).compose(answer -> whole(answer, path, expected));
    }

    private static Future<Buffer> whole(HttpClientResponse answer, String path, int expected) {
        return answer.body().compose(body -> answer.statusCode() == expected ? Future.succeededFuture(body)
                : Future.failedFuture(path + " answered " + answer.statusCode() + ": " + body));
    }

    private static String field(Buffer answer, String name) {
        try {
            return JSON.readTree(answer.getBytes()).path(name).asText();
        } catch (java.io.IOException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    /** Reads answers. */
    ObjectMapper JSON = new ObjectMapper();
}
