package io.roosa.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** An order's trace is told to a server as OTLP over HTTP has it, and an order does without that server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesOverOtlpTest {

    private static final String TRACE = "6bf92f3577b34da6a3ce929d0e0e4737";

    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answer = new AtomicInteger(200);
    private HttpServer collector;
    private WatchedHouse house;

    /** What was sent at once: protobuf, in which texts and ids stand as they are. */
    private record Batch(String path, String mediaType, String bytes) {
    }

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", this::collect);
        collector.start();
        System.setProperty("traces.to", "otlp");
        System.setProperty("traces.otlp.url", "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
        house = new WatchedHouse(directory);
    }

    @AfterAll
    void stop() {
        house.close();
        collector.stop(0);
        System.clearProperty("traces.to");
        System.clearProperty("traces.otlp.url");
    }

    @Test
    void an_order_is_told_by_each_application_under_one_trace_id() {
        house.lives(house.place("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"), OrderStatus.SHIPPED);

        List<String> tellers = List.of(House.EXPERIENCE, House.PROCESS, House.INVENTORY, House.PAYMENT, House.SHIPPING);
        house.await().until(() -> tellers.stream().allMatch(this::toldTheTrace));

        assertThat(batches).allMatch(batch -> batch.path().equals("/v1/traces") && batch.mediaType().equals("application/x-protobuf"));
    }

    @Test
    void an_order_is_shipped_though_nobody_takes_its_trace() {
        answer.set(503);

        house.lives(house.place(), OrderStatus.SHIPPED);

        answer.set(200);
    }

    private boolean toldTheTrace(String application) {
        String id = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
        return batches.stream().anyMatch(batch -> batch.bytes().contains("service.name") && batch.bytes().contains(application) && batch.bytes().contains(id));
    }

    private void collect(HttpExchange exchange) throws IOException {
        batches.add(new Batch(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
        exchange.sendResponseHeaders(answer.get(), -1);
        exchange.close();
    }
}
