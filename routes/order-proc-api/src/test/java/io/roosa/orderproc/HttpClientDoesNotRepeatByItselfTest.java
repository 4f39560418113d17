package io.roosa.orderproc;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** Left to its default, HttpClient repeats a request by itself on 503 and 429, a charge included. */
class HttpClientDoesNotRepeatByItselfTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "3");

    @Test
    void the_system_sees_as_many_requests_as_there_are_attempts_and_each_is_the_same_request() {
        for (SystemsBelow.Reaction answer : List.of(SystemsBelow.unavailable(), SystemsBelow.answers(429, ""), SystemsBelow.hangsUp())) {
            OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
            PROCESS.systems().answerAlways(order.orderId(), "payment", answer);

            PROCESS.lives(order);

            List<SystemsBelow.Call> calls = PROCESS.systems().calls(order.orderId(), "payment");
            assertThat(calls).hasSize(3);
            assertThat(calls).extracting(call -> call.header("Idempotency-key")).containsOnly(order.orderId() + ":payment");
            assertThat(calls).extracting(SystemsBelow.Call::body).containsOnly(
                    "{\"orderId\":\"" + order.orderId() + "\",\"amount\":\"65.80\",\"currency\":\"EUR\",\"token\":\"tok_4f9d2c7b\"}");
        }
    }
}
