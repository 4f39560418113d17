package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** Failing at once on an open breaker would turn a blip of a few seconds into failed orders. */
class ARefusedCallWaitsItsTurnTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "1", "payment.breaker.open-for", "300ms");

    @Test
    void an_order_outlasts_an_open_breaker_without_losing_an_attempt() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.breaker("payment").transitionToOpenState();

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(journal.transitions().get(3).attempts()).isEqualTo(1);
        assertThat(PROCESS.breaker("payment").getMetrics().getNumberOfSuccessfulCalls()).isPositive();
    }
}
