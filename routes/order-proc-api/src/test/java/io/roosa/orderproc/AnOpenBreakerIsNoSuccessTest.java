package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;

/** Left to its default, Camel's breaker lets an order whose call it refuses go on as if the call had been made. */
class AnOpenBreakerIsNoSuccessTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.deadline", "400ms", "payment.breaker.open-for", "1h");

    @Test
    void an_order_that_the_breaker_refuses_to_the_deadline_is_not_paid_and_not_shipped() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.breaker("payment").transitionToOpenState();

        PROCESS.finds(order);
        PROCESS.happened(order, "rests", 1);

        Transition failed = PROCESS.store().journal(order.orderId()).transitions().get(3);
        assertThat(failed.status()).isEqualTo(OrderStatus.PAYMENT_FAILED);
        assertThat(failed.reason()).isEqualTo("BREAKER_OPEN");
        assertThat(failed.attempts()).isZero();
        assertThat(PROCESS.history(order)).doesNotContain(OrderStatus.PAYMENT_COMPLETED);
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(OrderStatus.PAYMENT_FAILED);
        assertThat(PROCESS.systems().calls(order.orderId())).isEmpty();
        assertThat(PROCESS.breaker("payment").getMetrics().getNumberOfNotPermittedCalls()).isPositive();
        PROCESS.breaker("payment").reset();
        PROCESS.left(order);
        assertThat(PROCESS.story(order)).endsWith("call reversal", "reversal noted", "left");
    }
}
