package io.roosa.orderexp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands in the place of order-proc-api: takes hand-overs, refuses them, or never answers. */
final class OrderProcStub implements AutoCloseable {

    private final Queue<HandOver> handOvers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Behaviour behaviour = Behaviour.ACCEPTS;

    /** What becomes of a hand-over. */
    enum Behaviour { ACCEPTS, REFUSES, HANGS }

    /** What arrived; header names are in lower case. */
    record HandOver(String method, String path, Map<String, List<String>> headers, String body) {
    }

    OrderProcStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void becomes(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    List<HandOver> handOvers() {
        return List.copyOf(handOvers);
    }

    List<String> bodies() {
        return handOvers.stream().map(HandOver::body).toList();
    }

    private void take(HttpExchange call) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        call.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        handOvers.add(new HandOver(call.getRequestMethod(), call.getRequestURI().toString(), headers,
                new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        switch (behaviour) {
            case ACCEPTS -> call.sendResponseHeaders(202, -1);
            case REFUSES -> call.sendResponseHeaders(503, -1);
            case HANGS -> hang();
        }
        call.close();
    }

    private void hang() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
