package io.roosa.orderexp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingForAStatusTest {

    private static RunningExp exp;

    private final OrderJournal order = Orders.received(Instant.parse("2026-11-23T10:00:00Z"));
    private final String path = "/orders/" + order.orderId() + "/status";

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
    }

    @AfterEach
    void forget() {
        exp.forgetFailures();
        Awaitility.await().until(() -> exp.watching() == 0);
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void who_waits_is_answered_as_soon_as_the_status_is_another_one() {
        exp.store(order);
        CompletableFuture<RunningExp.Answer> waiting = exp.asking(path, "Prefer", "wait=20", "If-None-Match", "\"RECEIVED\"");
        Awaitility.await().until(() -> exp.watching() == 1);
        assertThat(waiting).isNotDone();

        exp.store(started());

        RunningExp.Answer answer = waiting.join();
        assertThat(answer.at("/status")).isEqualTo("INVENTORY_CHECK_STARTED");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void without_a_tag_it_is_the_status_when_asked_that_has_to_change() {
        exp.store(order);
        CompletableFuture<RunningExp.Answer> waiting = exp.asking(path, "Prefer", "respond-async, wait=20");
        Awaitility.await().until(() -> exp.watching() == 1);
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> !waiting.isDone());

        exp.store(started());

        assertThat(waiting.join().at("/status")).isEqualTo("INVENTORY_CHECK_STARTED");
    }

    @Test
    void who_has_not_heard_the_latest_does_not_wait_for_it() {
        exp.store(started());

        RunningExp.Answer answer = exp.get(path, "Prefer", "wait=20", "If-None-Match", "\"RECEIVED\"");

        assertThat(answer.at("/status")).isEqualTo("INVENTORY_CHECK_STARTED");
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_wait_in_vain_ends_after_its_time_with_304() {
        exp.store(order);

        RunningExp.Answer answer = exp.get(path, "Prefer", "wait=1", "If-None-Match", "\"RECEIVED\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.took()).isBetween(Duration.ofMillis(950), Duration.ofSeconds(5));
    }

    @Test
    void nobody_waits_after_the_last_status_or_for_an_order_that_nobody_knows() {
        exp.store(started().moved(new Transition(OrderStatus.INVENTORY_FAILED, order.acceptedAt(), 1, "OUT_OF_STOCK", "proc-1", false), false));

        assertThat(exp.get(path, "Prefer", "wait=20").at("/status")).isEqualTo("INVENTORY_FAILED");
        assertThat(exp.get("/orders/" + Orders.newId() + "/status", "Prefer", "wait=20").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait=31", "wait=-1", "wait", "wait=abc", "handling=strict", "await=5"})
    void a_preference_that_makes_no_sense_is_none(String preference) {
        exp.store(order);

        RunningExp.Answer answer = exp.get(path, "Prefer", preference);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void those_who_wait_hold_no_thread_from_those_who_are_answered_at_once() {
        exp.store(order);
        List<CompletableFuture<RunningExp.Answer>> waiting = IntStream.range(0, 200)
                .mapToObj(i -> exp.asking(path, "Prefer", "wait=15", "If-None-Match", "\"RECEIVED\"")).toList();
        Awaitility.await().until(() -> exp.watching() == 200);

        assertThat(exp.get(path).took()).isLessThan(Duration.ofSeconds(5));
        exp.store(started());

        assertThat(waiting).allSatisfy(answer -> assertThat(answer.join().at("/status")).isEqualTo("INVENTORY_CHECK_STARTED"));
    }

    private OrderJournal started() {
        return order.moved(new Transition(OrderStatus.INVENTORY_CHECK_STARTED, order.acceptedAt().plusSeconds(1), 0, "", "proc-1", false), false);
    }
}
