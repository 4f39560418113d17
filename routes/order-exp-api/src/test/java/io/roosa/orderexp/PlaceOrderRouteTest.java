package io.roosa.orderexp;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PlaceOrderRouteTest {

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
    void an_accepted_order_has_a_uuid_of_version_7_and_the_answer_says_where_to_ask_for_it() {
        RunningExp.Answer answer = exp.place(Orders.order(), "X-Correlation-ID", "shop:1");

        String orderId = answer.at("/orderId");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(UUID.fromString(orderId).version()).isEqualTo(7);
        assertThat(answer.header("Location")).isEqualTo("/orders/" + orderId + "/status");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Correlation-ID")).isEqualTo("shop:1");
        assertThat(answer.body()).isEqualTo(Orders.read("""
                {"orderId":"%1$s","status":"RECEIVED","links":{"status":"/orders/%1$s/status","history":"/orders/%1$s/history",
                "events":"/orders/%1$s/events"}}"""
                .formatted(orderId)));
    }

    @Test
    void journal_status_and_in_flight_entry_stand_in_the_store_before_the_answer() {
        exp.process().becomes(OrderProcStub.Behaviour.HANGS);

        RunningExp.Answer answer = exp.place(Orders.order(), "X-Correlation-ID", "shop:2");

        OrderJournal journal = exp.journal(answer.at("/orderId"));
        assertThat(journal.status()).isEqualTo(OrderStatus.RECEIVED);
        assertThat(journal.correlationId()).isEqualTo("shop:2");
        assertThat(journal.order()).isEqualTo(Orders.read(Orders.order()).toString());
        assertThat(journal.owner()).isEmpty();
        assertThat(exp.cache(OrderStatusStore.STATUS).get(journal.orderId())).isEqualTo("RECEIVED");
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT)).containsKey(journal.orderId());
    }

    @Test
    void an_order_without_a_correlation_id_gets_one_that_its_journal_keeps() {
        RunningExp.Answer answer = exp.place(Orders.order());

        assertThat(answer.header("X-Correlation-ID")).isNotEmpty().isEqualTo(exp.journal(answer.at("/orderId")).correlationId());
    }

    @Test
    void the_client_does_not_wait_for_an_order_proc_api_that_hangs() {
        exp.process().becomes(OrderProcStub.Behaviour.HANGS);

        RunningExp.Answer answer = exp.place(Orders.order());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void an_order_is_accepted_while_order_proc_api_refuses_it() {
        exp.process().becomes(OrderProcStub.Behaviour.REFUSES);

        RunningExp.Answer answer = exp.place(Orders.order());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT)).containsKey(answer.at("/orderId"));
    }

    @Test
    void with_too_many_orders_waiting_no_more_are_accepted_and_statuses_are_answered_all_the_same() throws Exception {
        try (RunningExp alone = RunningExp.start(Map.of("order-exp-api.max-backlog", "1", "order-proc-api.url", "http://127.0.0.1:" + whereNobodyListens()))) {
            RunningExp.Answer first = alone.place(Orders.order());
            assertThat(first.status()).isEqualTo(202);

            await().atMost(Duration.ofSeconds(20)).until(() -> alone.place(Orders.order()).status() == 503);

            RunningExp.Answer refused = alone.place(Orders.order());
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.at("/instance")).isEqualTo("/orders");
            assertThat(alone.status(first.at("/orderId")).status()).isEqualTo(200);
            alone.cache(OrderStatusStore.IN_FLIGHT).clear();
            await().atMost(Duration.ofSeconds(20)).until(() -> alone.place(Orders.order()).status() == 202);
        }
    }

    @Test
    void no_log_line_ever_holds_a_card_token() {
        try (LogLines log = new LogLines()) {
            exp.place(Orders.order());
            exp.place(Orders.with("/payment/token", "\"" + Orders.TOKEN.repeat(20) + "\""));
            exp.place(Orders.with("/currency", "\"ZZZ\""));
            exp.place(Orders.order().substring(0, Orders.order().length() - 1));
            exp.loseStoreAt("writeStatus");
            exp.place(Orders.order());
            exp.failAt("writeStatus", new IllegalStateException("The test made a fault"));
            assertThatThrownBy(() -> exp.place(Orders.order())).hasMessageContaining("status 500 is none that placeOrder names");
            exp.forgetFailures();
            exp.process().becomes(OrderProcStub.Behaviour.REFUSES);
            exp.place(Orders.order());

            await().until(() -> log.texts().stream().anyMatch(line -> line.startsWith("Not handed over")));
            assertThat(log.texts()).isNotEmpty().noneMatch(line -> line.contains(Orders.TOKEN));
        }
    }

    @Test
    void each_log_line_of_an_order_bears_its_id_and_its_correlation_id() {
        try (LogLines log = new LogLines()) {
            exp.process().becomes(OrderProcStub.Behaviour.REFUSES);

            String orderId = exp.place(Orders.order(), "X-Correlation-ID", "shop:3").at("/orderId");

            // A test before may have left a hand-over behind, which bears its own order's id.
            Supplier<List<ILoggingEvent>> lines = () -> log.events().stream()
                    .filter(line -> orderId.equals(line.getMDCPropertyMap().getOrDefault("orderId", orderId))).toList();
            await().until(() -> lines.get().stream().anyMatch(line -> line.getMessage().startsWith("Not handed over")));
            assertThat(lines.get()).extracting("formattedMessage").contains("RECEIVED");
            assertThat(lines.get()).allSatisfy(line ->
                    assertThat(line.getMDCPropertyMap()).containsEntry("orderId", orderId).containsEntry("correlationId", "shop:3"));
        }
    }

    private static int whereNobodyListens() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            return closed.getLocalPort();
        }
    }
}
