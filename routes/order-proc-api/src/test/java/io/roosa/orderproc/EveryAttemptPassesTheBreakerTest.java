package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;

/** Redelivery that ran inside the breaker would show it one call where there were many, and it would open late or never. */
class EveryAttemptPassesTheBreakerTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "10", "payment.deadline", "500ms", "payment.breaker.window", "3",
            "payment.breaker.minimum-calls", "3", "payment.breaker.open-for", "1h");

    @Test
    void the_breaker_opens_at_its_minimum_of_calls_in_the_midst_of_one_order_s_attempts() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.systems().answerAlways(order.orderId(), "payment", SystemsBelow.unavailable());

        PROCESS.finds(order);
        PROCESS.happened(order, "rests", 1);

        assertThat(PROCESS.systems().calls(order.orderId(), "payment")).hasSize(3);
        assertThat(PROCESS.breaker("payment").getMetrics().getNumberOfFailedCalls()).isEqualTo(3);
        assertThat(PROCESS.breaker("payment").getState().name()).isEqualTo("OPEN");
        assertThat(PROCESS.store().journal(order.orderId()).transitions().get(3)).extracting(Transition::reason, Transition::attempts)
                .containsExactly("BREAKER_OPEN", 3);
    }
}
