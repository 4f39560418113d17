package io.roosa.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers as the applications would, by script: each status that is asked for is one further along the order's path. */
final class StandInHouse implements AutoCloseable {

    private final HttpServer server;
    private final List<String> path;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger placed = new AtomicInteger();
    private final AtomicInteger ledgersRead = new AtomicInteger();
    private final int reversedAfter;
    private final Queue<String> acted = new ConcurrentLinkedQueue<>();

    /**
     * @param path the statuses of every order, the last one for ever
     * @param reversedAfter how often the payment ledger is read before it shows that a charge was given back; 0 for a charge that is kept
     */
    StandInHouse(List<String> path, int reversedAfter) {
        this.path = path;
        this.reversedAfter = reversedAfter;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    /** What operators asked for: path and body. */
    List<String> acted() {
        return List.copyOf(acted);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] words = exchange.getRequestURI().getPath().split("/");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (words[1]) {
            case "orders" -> {
                if (words.length == 2) {
                    send(exchange, 202, "{\"orderId\":\"order-" + placed.incrementAndGet() + "\",\"status\":\"RECEIVED\"}");
                } else if (words[2].equals("unknown")) {
                    send(exchange, 404, "{\"status\":404,\"title\":\"Not Found\"}");
                } else if (words[3].equals("status")) {
                    int step = asked.computeIfAbsent(words[2], order -> new AtomicInteger()).getAndIncrement();
                    send(exchange, 200, "{\"status\":\"" + path.get(Math.min(step, path.size() - 1)) + "\",\"updatedAt\":\"2026-11-23T10:15:30Z\"}");
                } else {
                    send(exchange, 200, "{\"transitions\":[" + String.join(",", path.stream()
                            .map(status -> "{\"status\":\"" + status + "\",\"at\":\"2026-11-23T10:15:30Z\",\"attempts\":2}").toList()) + "]}");
                }
            }
            case "process" -> {
                acted.add(exchange.getRequestURI().getPath() + " " + body);
                send(exchange, 200, "{\"effect\":\"DONE\",\"status\":\"INVENTORY_FAILED\"}");
            }
            case "payment" -> {
                boolean kept = reversedAfter == 0 || ledgersRead.incrementAndGet() < reversedAfter;
                send(exchange, 200, "{\"calls\":[{\"correlationId\":\"c-1\"}],\"totals\":{\"charges\":1,\"netCharges\":" + (kept ? 1 : 0) + "}}");
            }
            case "shipping" -> send(exchange, 200, "{\"calls\":[],\"totals\":{\"shipments\":" + (path.contains("SHIPPED") ? 1 : 0) + "}}");
            default -> send(exchange, 200, "{\"calls\":[],\"totals\":{}}");
        }
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Correlation-ID", "c-1");
        exchange.sendResponseHeaders(code, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
