package io.roosa.orderproc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;
class WhatTheNetworkDoesTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "2", "inventory.attempts", "2");

    @Test
    void an_answer_that_breaks_off_or_cannot_be_read_is_tried_again() {
        for (SystemsBelow.Reaction answer : List.of(SystemsBelow.hangsUp(), SystemsBelow.answersByHalf(), SystemsBelow.answers(200, "<html>"),
                SystemsBelow.answers(200, "[{\"done\":true}]"), SystemsBelow.answers(200, ""), SystemsBelow.answers(503, ""), SystemsBelow.answers(500, "{"))) {
            OrderJournal order = TestOrders.received();
            PROCESS.systems().answer(order.orderId(), "payment", answer);

            OrderJournal journal = PROCESS.lives(order);

            assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
            assertThat(journal.transitions().get(3).attempts()).isEqualTo(2);
        }
    }

    @Test
    void half_a_body_to_the_last_attempt_is_an_unknown_outcome() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answerAlways(order.orderId(), "payment", SystemsBelow.answersByHalf());

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.transitions().get(3)).extracting(Transition::status, Transition::reason).containsExactly(OrderStatus.PAYMENT_FAILED, "CONNECTION_LOST");
        assertThat(PROCESS.story(order)).endsWith("call reversal", "reversal noted", "left");
    }

    @Test
    void a_redirect_is_not_followed() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answerAlways(order.orderId(), "payment", SystemsBelow.answers(307, "", "Location", PROCESS.systems().url() + "/elsewhere"));

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.transitions().get(3).reason()).isEqualTo("HTTP_307");
        assertThat(PROCESS.systems().calls(order.orderId(), "nowhere")).isEmpty();
    }

    @Test
    void the_time_that_a_system_asks_for_is_given_before_the_next_call() {
        OrderJournal order = TestOrders.received();
        List<Instant> called = new CopyOnWriteArrayList<>();
        SystemsBelow.Reaction noted = call -> {
            called.add(Instant.now());
            SystemsBelow.answers(called.size() == 1 ? 503 : 200, "{}", "Retry-After", "1").to(call);
        };
        PROCESS.systems().answerAlways(order.orderId(), "inventory", noted);

        PROCESS.lives(order);

        assertThat(Duration.between(called.get(0), called.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }
}
