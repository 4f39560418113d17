package io.roosa.orderexp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GetOrderStatusRouteTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant STARTED = Instant.parse("2026-11-23T10:00:01.250Z");

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
    }

    @AfterEach
    void forget() {
        exp.forgetFailures();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void a_status_is_answered_with_its_time_and_its_etag_and_is_never_cached() {
        OrderJournal order = started();
        exp.store(order);

        RunningExp.Answer answer = exp.status(order.orderId(), "X-Correlation-ID", "shop:1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Orders.read("""
                {"orderId":"%s","status":"INVENTORY_CHECK_STARTED","updatedAt":"2026-11-23T10:00:01.250Z"}""".formatted(order.orderId())));
        assertThat(answer.header("ETag")).isEqualTo("\"INVENTORY_CHECK_STARTED\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Correlation-ID")).isEqualTo("shop:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"INVENTORY_CHECK_STARTED\"", "W/\"INVENTORY_CHECK_STARTED\"", "\"RECEIVED\", \"INVENTORY_CHECK_STARTED\"", "*"})
    void a_status_that_the_client_has_already_is_a_304_without_a_body(String known) {
        OrderJournal order = started();
        exp.store(order);

        RunningExp.Answer answer = exp.status(order.orderId(), "If-None-Match", known);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body().isMissingNode()).isTrue();
        assertThat(answer.header("ETag")).isEqualTo("\"INVENTORY_CHECK_STARTED\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"RECEIVED\"", "INVENTORY_CHECK_STARTED", "\"\"", "garbage,,"})
    void a_status_that_the_client_does_not_have_is_answered_whole(String known) {
        OrderJournal order = started();
        exp.store(order);

        assertThat(exp.status(order.orderId(), "If-None-Match", known).status()).isEqualTo(200);
    }

    @Test
    void the_time_belongs_to_the_status_that_is_shown_even_when_the_journal_is_a_step_ahead() {
        OrderJournal order = started();
        exp.store(order);
        exp.cache(OrderStatusStore.STATUS).put(order.orderId(), "RECEIVED");

        RunningExp.Answer answer = exp.status(order.orderId());

        assertThat(answer.at("/status")).isEqualTo("RECEIVED");
        assertThat(answer.at("/updatedAt")).isEqualTo(ACCEPTED.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071", "019ab1c2-3d4e-4f60-8a1b-2c3d4e5f6071", "019AB1C2-3D4E-7F60-8A1B-2C3D4E5F6071",
            "1", "..%2f..%2fetc", "%7B%7Border-status-store.password%7D%7D", "${body}"})
    void an_order_that_nobody_placed_is_a_404_problem(String orderId) {
        RunningExp.Answer answer = exp.status(orderId.replace("${body}", "%24%7Bbody%7D"), "X-Correlation-ID", "shop:404");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/status")).isEqualTo("404");
        assertThat(answer.at("/instance")).startsWith("/");
        assertThat(answer.at("/correlationId")).isEqualTo("shop:404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"readStatus", "readJournal"})
    void with_the_store_out_of_reach_the_last_known_status_is_answered_marked_stale(String line) {
        OrderJournal order = started();
        exp.store(order);
        Instant before = Instant.now().minusMillis(1);
        exp.status(order.orderId());
        exp.loseStoreAt(line);

        RunningExp.Answer answer = exp.status(order.orderId());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("INVENTORY_CHECK_STARTED");
        assertThat(answer.at("/updatedAt")).isEqualTo(STARTED.toString());
        assertThat(answer.body().at("/stale").isBoolean()).isTrue();
        assertThat(answer.at("/stale")).isEqualTo("true");
        assertThat(Instant.parse(answer.at("/asOf"))).isBetween(before, Instant.now());
        assertThat(answer.header("ETag")).isEqualTo("\"INVENTORY_CHECK_STARTED-stale\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void an_order_just_accepted_is_known_while_the_store_is_out_of_reach() {
        String orderId = exp.place(Orders.order()).at("/orderId");
        exp.loseStoreAt("readStatus");

        RunningExp.Answer answer = exp.status(orderId);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("RECEIVED");
        assertThat(answer.at("/stale")).isEqualTo("true");
        assertThat(answer.at("/updatedAt")).isEqualTo(exp.journal(orderId).acceptedAt().toString());
    }

    @Test
    void an_order_that_is_not_known_here_is_a_503_problem_while_the_store_is_out_of_reach() {
        String orderId = Orders.newId();
        exp.loseStoreAt("readStatus");

        RunningExp.Answer answer = exp.status(orderId, "X-Correlation-ID", "shop:503");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/instance")).isEqualTo("/orders/" + orderId + "/status");
        assertThat(answer.at("/correlationId")).isEqualTo("shop:503");
    }

    @Test
    void an_order_that_is_not_known_here_is_answered_by_a_store_that_is_back_though_its_breaker_is_still_open() {
        OrderJournal order = started();
        exp.store(order);
        exp.openStoreBreaker();

        RunningExp.Answer answer = exp.status(order.orderId());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("INVENTORY_CHECK_STARTED");
        assertThat(answer.body().has("stale")).isFalse();
    }

    @Test
    void an_order_that_is_known_here_is_answered_without_asking_a_store_whose_breaker_is_open() {
        OrderJournal order = started();
        exp.store(order);
        exp.status(order.orderId());
        exp.openStoreBreaker();

        RunningExp.Answer answer = exp.status(order.orderId());

        assertThat(answer.at("/stale")).isEqualTo("true");
    }

    @Test
    void a_status_is_fresh_again_once_the_store_is_back_even_after_its_breaker_had_opened() {
        OrderJournal order = started();
        exp.store(order);
        exp.loseStoreAt("readStatus");
        for (int asked = 0; asked < 20; asked++) {
            exp.status(order.orderId());
        }
        exp.bringStoreBack();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            RunningExp.Answer answer = exp.status(order.orderId());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().has("stale")).isFalse();
        });
    }

    @Test
    void a_store_that_takes_calls_and_never_answers_costs_a_client_less_than_a_second() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RunningExp waiting = RunningExp.start(Map.of("order-status-store.component", "infinispan",
                        "order-status-store.url", "127.0.0.1:" + silent.getLocalPort()))) {
            waiting.get("/orders/warm-up/status");
            for (int asked = 0; asked < 3; asked++) {

                RunningExp.Answer answer = waiting.status(Orders.newId());

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.took()).isLessThan(Duration.ofSeconds(1));
            }
            assertThat(waiting.place(Orders.order()).status()).isEqualTo(503);
        }
    }

    private static OrderJournal started() {
        return Orders.received(ACCEPTED).moved(new Transition(OrderStatus.INVENTORY_CHECK_STARTED, STARTED, 0, "", "proc-1", false), false);
    }
}
