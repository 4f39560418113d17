package io.roosa.shared.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GuardTest {

    private static final String BODY = "{\"name\":\"a\"}";
    private static final String POST = "POST /greetings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    private static final String GET = "GET /greetings/anna HTTP/1.1\r\nHost: a\r\n\r\n";

    private static RunningApplication running;
    private static volatile CountDownLatch hanging = new CountDownLatch(0);
    private static final List<String> WORKERS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger AT_WORK = new AtomicInteger();

    private final List<RawClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        running = Application.serving("greeting-api", "greets", assembly -> {
            assembly.pages("/page");
            assembly.handlers(router -> router.get("/page").handler(context ->
                    context.response().putHeader("Content-Security-Policy", "default-src 'self'").end("page")));
            assembly.routes(new RouteBuilder() {
                @Override
                public void configure() {
                    rest().openApi("classpath:contracts/openapi/greeting-api.json");
                    from("direct:greet").routeId("greet").process(exchange -> {
                        AT_WORK.incrementAndGet();
                        hanging.await();
                        AT_WORK.decrementAndGet();
                        exchange.getMessage().removeHeaders("*");
                    });
                    from("direct:getGreeting").routeId("getGreeting").process(exchange -> WORKERS.add(Thread.currentThread().getName()))
                            .removeHeaders("*").process(exchange -> exchange.getMessage().setBody(new byte[] {'{', '}'}));
                }
            });
        }).start(Environment.named("test"), Map.of("greeting-api.edge.request-within", "1s", "greeting-api.edge.max-requests", "3"), Map.of());
    }

    @AfterAll
    static void stop() {
        running.stop();
    }

    @BeforeEach
    void forget() {
        WORKERS.clear();
    }

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void a_request_that_comes_before_the_door_hangs_is_told_to_come_again() throws Exception {
        Guard guard = Guard.over(new VertxOptions(), new Edge(Duration.ofSeconds(1), 8192, 65536, 10, 10, 10));
        try {
            HttpServer server = guard.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .requestHandler(Router.router(guard)).listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);

            try (RawClient early = new RawClient(server.actualPort())) {
                assertThat(early.send(GET).answer(2_000)).startsWith("HTTP/1.1 503").contains("Retry-After: 1\r\n", "application/problem+json");
            }
        } finally {
            guard.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /greetings/anna HTT", "GET /greetings/anna HTTP/1.1\r\nHost: a\r\nX-Half: "})
    void a_connection_that_sends_no_whole_head_is_cut(String half) throws IOException {
        assertThat(client().send(half).isClosedWithin(2_000)).isTrue();
    }

    @Test
    void a_head_that_comes_drop_by_drop_is_cut_all_the_same() throws IOException {
        RawClient client = client().send("GET /greetings/anna HTTP/1.1\r\n");

        boolean cut = false;
        for (int drop = 0; drop < 10 && !cut; drop++) {
            cut = client.send("X").isClosedWithin(300);
        }

        assertThat(cut).isTrue();
    }

    @Test
    void a_body_that_does_not_come_is_cut() throws IOException {
        assertThat(client().send(POST.substring(0, POST.length() - 3)).isClosedWithin(2_000)).isTrue();
    }

    @Test
    void an_idle_connection_is_cut_after_its_last_answer() throws IOException {
        RawClient client = client().send(GET);

        assertThat(client.answer(2_000)).startsWith("HTTP/1.1 200");
        assertThat(client.isClosedWithin(500)).isFalse();
        assertThat(client.isClosedWithin(2_000)).isTrue();
    }

    @Test
    void a_connection_is_kept_for_as_long_as_its_request_is_at_work() throws IOException {
        hanging = new CountDownLatch(1);
        RawClient client = client().send(POST);

        assertThat(client.isClosedWithin(2_500)).isFalse();
        hanging.countDown();

        assertThat(client.answer(2_000)).startsWith("HTTP/1.1 200");
    }

    @Test
    void beyond_its_lane_a_request_is_refused_at_once_and_reads_go_on_with_threads_of_their_own() throws IOException {
        List<RawClient> atWork = fillTheLane();

        assertThat(client().send(POST).answer(2_000)).startsWith("HTTP/1.1 503").contains("\r\nRetry-After: 1\r\n", Problem.MEDIA_TYPE);
        assertThat(client().send(GET).answer(2_000)).startsWith("HTTP/1.1 200");
        assertThat(WORKERS).allMatch(name -> name.startsWith("reads"));
        hanging.countDown();

        for (RawClient client : atWork) {
            assertThat(client.answer(2_000)).startsWith("HTTP/1.1 200");
        }
        assertThat(client().send(POST).answer(2_000)).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_request_is_refused_before_its_body_is_read() throws IOException {
        fillTheLane();

        assertThat(client().send(POST.substring(0, POST.indexOf("\r\n\r\n") + 4)).answer(500)).startsWith("HTTP/1.1 503");
    }

    @Test
    void a_client_that_goes_away_makes_no_room_while_its_work_goes_on() throws IOException {
        for (RawClient client : fillTheLane()) {
            client.close();
        }

        assertThat(client().send(GET).answer(2_000)).startsWith("HTTP/1.1 200");
        assertThat(client().send(POST).answer(2_000)).startsWith("HTTP/1.1 503");
        hanging.countDown();
        await().untilAsserted(() -> assertThat(client().send(POST).answer(2_000)).startsWith("HTTP/1.1 200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "G ET / HTTP/1.1\r\n\r\n", "GET /greetings/anna HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"})
    void every_answer_bears_the_security_headers(String request) throws IOException {
        assertThat(client().send(request).answer(2_000)).contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'",
                "Referrer-Policy: no-referrer", "Cache-Control: no-store", "X-Correlation-ID: ").doesNotContain("\r\nServer:", "<html");
    }

    @Test
    void a_page_is_served_with_a_policy_of_its_own_and_by_get_and_head_alone() throws IOException {
        assertThat(client().send(GET.replace("/greetings/anna", "/page")).answer(2_000)).startsWith("HTTP/1.1 200")
                .contains("Content-Security-Policy: default-src 'self'\r\n").endsWith("page");
        assertThat(client().send(POST.replace("/greetings", "/page")).answer(2_000)).startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD\r\n");
    }

    @Test
    void a_body_has_up_to_64_kib_in_one_piece_or_in_chunks() throws IOException {
        String exactly = BODY + " ".repeat(65_536 - BODY.length());

        assertThat(client().send(post(exactly)).answer(2_000)).startsWith("HTTP/1.1 200");
        assertThat(client().send(post(exactly + " ")).answer(2_000)).startsWith("HTTP/1.1 413");
        assertThat(client().send(chunked(exactly)).answer(2_000)).startsWith("HTTP/1.1 200");
        assertThat(client().send(chunked(exactly + " ")).answer(2_000)).startsWith("HTTP/1.1 413");
    }

    @Test
    void the_management_port_serves_health_and_metrics_to_be_read_and_no_more() throws IOException {
        int port = Integer.parseInt(running.managementUrl().replaceAll(".*:", ""));

        assertThat(new RawClient(port).send("GET /observe/health?data=true&stackTrace=true&exposureLevel=oneline HTTP/1.1\r\nHost: a\r\n\r\n").answer(2_000))
                .startsWith("HTTP/1.1 200").contains("X-Content-Type-Options: nosniff", "\"checks\"").doesNotContain("\"data\"");
        assertThat(new RawClient(port).send("GET /observe/metrics HTTP/1.1\r\nHost: a\r\n\r\n").answer(2_000)).startsWith("HTTP/1.1 200");
        assertThat(new RawClient(port).send("POST /observe/health HTTP/1.1\r\nHost: a\r\n\r\n").answer(2_000)).startsWith("HTTP/1.1 405").contains("Allow: GET");
        for (String path : List.of("/", "/q/dev", "/observe/info", "/observe", "/observe/health/../../q/dev", "/greetings/anna")) {
            assertThat(new RawClient(port).send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").answer(2_000)).startsWith("HTTP/1.1 404").contains(Problem.MEDIA_TYPE);
        }
    }

    private List<RawClient> fillTheLane() throws IOException {
        await().until(() -> AT_WORK.get() == 0);
        hanging = new CountDownLatch(1);
        List<RawClient> atWork = List.of(client().send(POST), client().send(POST), client().send(POST));
        await().until(() -> AT_WORK.get() == 3);
        return atWork;
    }

    private static String post(String body) {
        return "POST /greetings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String body) {
        StringBuilder request = new StringBuilder("POST /greetings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length(); at += 10_000) {
            String chunk = body.substring(at, Math.min(body.length(), at + 10_000));
            request.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }

    private RawClient client() throws IOException {
        RawClient client = new RawClient(running.port());
        clients.add(client);
        return client;
    }
}
