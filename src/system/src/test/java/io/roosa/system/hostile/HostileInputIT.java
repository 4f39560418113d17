package io.roosa.system.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.order.Json;
import io.roosa.system.RunningHouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each hostile request has one right answer, gives nothing away and leaves the application as it was; on the packaged jar, byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration NOTHING_MORE = Duration.ofMillis(100);
    private static final Duration CUT = Duration.ofSeconds(10);

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private RunningHouse house;

    @BeforeAll
    void start(@TempDir Path directory) {
        house = RunningHouse.start(directory);
    }

    @AfterAll
    void stop() throws IOException {
        String log;
        try {
            log = house.log();
        } finally {
            house.stop();
        }
        System.out.println(sent + " hostile requests were sent; of the table's " + HostileInput.table().size() + " cases " + held
                + " got their one answer, without a 5xx, a reflected value or anything given away");
        assertThat(log.lines().filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))).as("the log").isEmpty();
    }

    static Stream<HostileCase> table() {
        return HostileInput.table().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_hostile_request_has_its_one_answer(HostileCase hostile) throws IOException {
        sent.incrementAndGet();

        judge(hostile, house.port(hostile.application()));

        assertThat(stillAnswers(hostile.application())).isTrue();
        held.incrementAndGet();
    }

    /** Sends the request, and fails where the answer is not the one that is expected or tells more than it should. */
    private static void judge(HostileCase hostile, int port) throws IOException {
        List<Reply> replies = new ArrayList<>();
        boolean closed = false;
        try (Connection connection = new Connection(port)) {
            connection.send(hostile.request());
            for (int expected = 0; expected < Math.max(1, hostile.statuses().size()); expected++) {
                connection.reply(ANSWER).ifPresent(replies::add);
            }
            if (hostile.closes()) {
                closed = connection.reply(NOTHING_MORE.multipliedBy(20)).isEmpty();
            }
        }

        assertThat(replies).extracting(Reply::status).as(() -> replies.toString()).isEqualTo(hostile.statuses());
        assertThat(replies).allSatisfy(reply -> assertThat(reply.faults()).as(reply.toString()).isEmpty());
        assertThat(replies).allSatisfy(HostileInputIT::tellsItsKind);
        assertThat(closed).as("closes").isEqualTo(hostile.closes());
    }

    @Test
    void who_keeps_a_connection_waiting_is_cut_within_ten_seconds() throws Exception {
        String order = HostileInput.post("", HostileInput.order());
        Map<String, String> halves = new LinkedHashMap<>();
        halves.put("nothing at all", "");
        halves.put("half a request line", "GET /ord");
        halves.put("half a head", "GET /orders HTTP/1.1\r\nHost: roosa\r\nX-Slow: ");
        halves.put("half a body", order.substring(0, order.length() - 10));
        halves.put("half a chunk", "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{");
        halves.put("an answered request and no more", HostileInput.get("/orders/" + HostileInput.ORDER_ID + "/status", ""));
        Map<String, Connection> open = new LinkedHashMap<>();
        long began = System.nanoTime();
        for (String application : List.of(HostileInput.EXP, "order-proc-api", "payment-sys-api", "management of order-exp-api")) {
            for (Map.Entry<String, String> half : halves.entrySet()) {
                Connection connection = new Connection(house.port(application));
                connection.send(half.getValue());
                sent.incrementAndGet();
                open.put(application + ", " + half.getKey(), connection);
            }
        }

        for (Map.Entry<String, Connection> connection : open.entrySet()) {
            while (connection.getValue().reply(CUT.minusNanos(System.nanoTime() - began)).isPresent()) {
                // An answer may come before the end.
            }
            connection.getValue().close();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(CUT);
    }

    @Test
    void a_head_that_comes_drop_by_drop_is_cut_within_ten_seconds() throws Exception {
        try (Connection slow = new Connection(house.port(HostileInput.EXP))) {
            slow.send("GET /orders HTTP/1.1\r\nHost: roosa\r\nX-Slow: ");
            sent.incrementAndGet();
            long began = System.nanoTime();

            while (System.nanoTime() - began < CUT.toNanos() && isSilent(slow)) {
                slow.send("s");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(CUT);
        }
    }

    @Test
    void an_order_that_is_sent_again_and_again_with_its_key_is_one_order() throws Exception {
        String request = HostileInput.post("Idempotency-Key: replay-1\r\n", HostileInput.order());

        List<Reply> replies = IntStream.range(0, 20).parallel().mapToObj(again -> only(request)).toList();

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isIn(202, 409));
        assertThat(replies.stream().filter(reply -> reply.status() == 202).map(reply -> json(reply).at("/orderId").asText()).distinct()).hasSize(1);
        assertThat(only(request.replace("\"quantity\":2", "\"quantity\":3")).status()).isEqualTo(422);
        assertThat(only(request).status()).isEqualTo(202);
    }

    @Test
    void an_answer_that_reflects_a_value_or_gives_something_away_would_be_found() {
        String head = "HTTP/1.1 400 Bad Request\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\n"
                + "Cache-Control: no-store\r\nX-Correlation-ID: a\r\ncontent-type: application/problem+json\r\n";

        assertThat(new Reply(400, head, "{}").faults()).isEmpty();
        assertThat(new Reply(400, head + "X-Evil: " + Reply.MARK + "\r\n", "{}").faults()).containsExactly("reflects a value", "has the header X-Evil");
        assertThat(new Reply(400, head, "{\"detail\":\"" + Reply.MARK.toUpperCase() + "\"}").faults()).containsExactly("reflects a value");
        assertThat(new Reply(500, head, "{}").faults()).containsExactly("a 500");
        for (String telltale : List.of("\tat io.roosa.A.b(A.java:7)", "java.lang.String", "NullPointerException", "/tmp/x", "Apache Camel", "Vert.x")) {
            assertThat(new Reply(400, head, telltale).faults()).as(telltale).isNotEmpty();
        }
        assertThat(new Reply(404, "HTTP/1.1 404 Not Found\r\n\r\n", "<html>").faults()).contains("is no problem", "lacks X-Content-Type-Options: nosniff");
    }

    @Test
    void a_server_that_accepts_and_echoes_everything_would_be_found() throws Exception {
        HttpServer naive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        naive.createContext("/", exchange -> {
            exchange.getRequestHeaders().entrySet().stream().filter(header -> !header.getKey().matches("(?i)content-length|transfer-encoding|connection"))
                    .forEach(header -> exchange.getResponseHeaders().put(header.getKey(), header.getValue()));
            exchange.getResponseHeaders().add("X-Query", String.valueOf(exchange.getRequestURI().getRawQuery()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        naive.start();
        try {
            List<HostileCase> accepted = HostileInput.table().stream().filter(hostile -> hostile.statuses().equals(List.of(202)))
                    .filter(hostile -> hostile.request().contains(Reply.MARK)).toList();

            assertThat(accepted).hasSizeGreaterThan(50).allSatisfy(hostile ->
                    assertThatThrownBy(() -> judge(hostile, naive.getAddress().getPort())).as(hostile.toString()).isInstanceOf(AssertionError.class));
            assertThatThrownBy(() -> judge(accepted.get(0), naive.getAddress().getPort())).hasMessageContaining("reflects a value");
        } finally {
            naive.stop(0);
        }
    }

    private boolean stillAnswers(String application) {
        boolean management = application.startsWith("management of ");
        Reply reply = only(application, HostileInput.get(management ? "/observe/health" : "/nowhere", ""));
        return reply.status() == (management ? 200 : 404);
    }

    private Reply only(String request) {
        sent.incrementAndGet();
        return only(HostileInput.EXP, request);
    }

    private Reply only(String application, String request) {
        try (Connection connection = new Connection(house.port(application))) {
            connection.send(request);
            return connection.reply(ANSWER).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isSilent(Connection connection) throws IOException {
        try {
            Optional<Reply> reply = connection.reply(Duration.ofMillis(500));
            assertThat(reply).isEmpty();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        }
    }

    /** A problem says the same in its head and in its body. */
    private static void tellsItsKind(Reply reply) {
        if (reply.status() >= 400 && !reply.body().isEmpty()) {
            JsonNode problem = json(reply);
            assertThat(problem.at("/status").asInt()).isEqualTo(reply.status());
            assertThat(problem.at("/type").asText()).startsWith("urn:roosa:problem:");
            assertThat(problem.at("/title").asText()).isNotEmpty();
            assertThat(problem.at("/detail").asText()).isNotEmpty();
        }
    }

    private static JsonNode json(Reply reply) {
        try {
            return Json.MAPPER.readTree(reply.body());
        } catch (IOException e) {
            throw new AssertionError(reply.toString(), e);
        }
    }
}
