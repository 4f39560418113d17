package io.roosa.orderexp;

import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;

class GetOrderHistoryRouteTest {

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
    void a_history_tells_each_status_with_its_time_attempts_reason_and_who_resumed_it_oldest_first() {
        OrderJournal order = Orders.received(Instant.parse("2026-11-23T10:00:00Z"))
                .moved(new Transition(OrderStatus.INVENTORY_CHECK_STARTED, Instant.parse("2026-11-23T10:00:01Z"), 0, "", "proc-1", false), false)
                .moved(new Transition(OrderStatus.INVENTORY_FAILED, Instant.parse("2026-11-23T10:00:02.500Z"), 3, "OUT_OF_STOCK", "proc-2", true), false);
        exp.store(order);

        RunningExp.Answer answer = exp.history(order.orderId());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo(Orders.read("""
                {"orderId":"%s","status":"INVENTORY_FAILED","transitions":[
                 {"status":"RECEIVED","at":"2026-11-23T10:00:00Z","attempts":0},
                 {"status":"INVENTORY_CHECK_STARTED","at":"2026-11-23T10:00:01Z","attempts":0},
                 {"status":"INVENTORY_FAILED","at":"2026-11-23T10:00:02.500Z","attempts":3,"reason":"OUT_OF_STOCK","resumedBy":"proc-2"}]}"""
                .formatted(order.orderId())));
    }

    @Test
    void the_history_of_an_unknown_order_is_a_404_problem() {
        String unknown = Orders.newId();

        RunningExp.Answer answer = exp.get("/orders/" + unknown + "/history", "X-Correlation-ID", "shop:1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/instance")).isEqualTo("/orders/" + unknown + "/history");
        assertThat(answer.at("/correlationId")).isEqualTo("shop:1");
        assertThat(exp.history("not-an-id").status()).isEqualTo(404);
    }

    @Test
    void with_the_store_out_of_reach_a_history_is_a_503_problem_that_says_when_to_come_again() {
        OrderJournal order = Orders.received(Instant.parse("2026-11-23T10:00:00Z"));
        exp.store(order);
        exp.loseStoreAt("readHistory");

        RunningExp.Answer answer = exp.history(order.orderId());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        exp.bringStoreBack();
        assertThat(exp.history(order.orderId()).status()).isEqualTo(200);
    }

    @Test
    void a_history_never_tells_what_was_ordered_or_how_it_is_paid() {
        String orderId = exp.place(Orders.order()).at("/orderId");

        RunningExp.Answer answer = exp.history(orderId);

        assertThat(answer.body().toString()).doesNotContain(Orders.TOKEN).doesNotContain("customerId");
    }
}
