package io.roosa.orderproc;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Inventory, payment and shipping behind one real HTTP server. Each call is answered as the test says for its order and step,
 * known by the Idempotency-Key; what the test does not speak of succeeds.
 */
final class SystemsBelow implements AutoCloseable {

    private static final Map<String, String> STEPS = Map.of("/inventory/check", "inventory", "/payment/charge", "payment",
            "/payment/reversal", "reversal", "/shipping/create", "shipping");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Deque<Reaction>> once = new ConcurrentHashMap<>();
    private final Map<String, Reaction> always = new ConcurrentHashMap<>();
    private final AtomicInteger cutShort = new AtomicInteger();
    private final Happenings happenings;
    private final HttpServer server;

    /** One call that came in. */
    record Call(String step, String method, String uri, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /** What a system does about a call. */
    @FunctionalInterface
    interface Reaction {
        void to(HttpExchange call) throws IOException, InterruptedException;
    }

    SystemsBelow(Happenings happenings) {
        this.happenings = happenings;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next calls of that step of that order are answered so, in this order; those after them succeed. */
    void answer(String orderId, String step, Reaction... reactions) {
        once.computeIfAbsent(orderId + ":" + step, key -> new ConcurrentLinkedDeque<>()).addAll(List.of(reactions));
    }

    /** Every call of that step of that order is answered so, until said otherwise. */
    void answerAlways(String orderId, String step, Reaction reaction) {
        always.put(orderId + ":" + step, reaction);
    }

    /** The calls of that step that came in for the order. */
    List<Call> calls(String orderId, String step) {
        return calls.stream().filter(call -> call.step().equals(step) && call.body().contains(orderId)).toList();
    }

    /** All calls that came in for the order. */
    List<Call> calls(String orderId) {
        return calls.stream().filter(call -> call.body().contains(orderId)).toList();
    }

    /** How many answers could not be sent to their end, because the caller had hung up. */
    int cutShort() {
        return cutShort.get();
    }

    static Reaction succeeds() {
        return answers(200, "{\"done\":true}");
    }

    static Reaction unavailable() {
        return answers(503, "{\"status\":503}");
    }

    static Reaction refuses(int status, String code) {
        return answers(status, "{\"status\":" + status + ",\"code\":\"" + code + "\"}");
    }

    static Reaction answers(int status, String body, String... headers) {
        return call -> {
            for (int i = 0; i < headers.length; i += 2) {
                call.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            call.getResponseBody().write(bytes);
        };
    }

    /** Never answers. */
    Reaction hangs() {
        return call -> closing.await();
    }

    /** Hangs up without a word. */
    static Reaction hangsUp() {
        return call -> {
        };
    }

    /** Says 200, and hangs up in the midst of the body. */
    static Reaction answersByHalf() {
        return call -> {
            call.sendResponseHeaders(200, 100);
            call.getResponseBody().write("{\"done\":".getBytes(StandardCharsets.UTF_8));
            call.getResponseBody().flush();
        };
    }

    /** Says 200 at once, and then one byte every few milliseconds, for minutes if it is let. */
    Reaction drips() {
        return call -> {
            call.sendResponseHeaders(200, 1_000_000);
            try (OutputStream body = call.getResponseBody()) {
                for (int sent = 0; sent < 1_000_000 && closing.getCount() > 0; sent++) {
                    body.write(' ');
                    body.flush();
                    closing.await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
                }
            } catch (IOException hungUp) {
                cutShort.incrementAndGet();
            }
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String step = STEPS.getOrDefault(exchange.getRequestURI().getPath(), "nowhere");
            calls.add(new Call(step, exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            happenings.add(key.split(":")[0], "call " + step);
            Deque<Reaction> next = once.get(key);
            Reaction reaction = next == null ? null : next.poll();
            (reaction != null ? reaction : always.getOrDefault(key, succeeds())).to(exchange);
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
