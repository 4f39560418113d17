package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;

/** A system that does not answer in time may have charged all the same. */
class ATimeoutIsAnUnknownOutcomeTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.timeout", "300ms", "payment.attempts", "2");

    @Test
    void a_charge_that_is_not_answered_in_time_fails_the_order_only_with_a_reversal_owed() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.systems().answerAlways(order.orderId(), "payment", PROCESS.systems().hangs());

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.transitions().get(3)).extracting(Transition::status, Transition::reason, Transition::attempts)
                .containsExactly(OrderStatus.PAYMENT_FAILED, "TIMEOUT", 2);
        assertThat(PROCESS.systems().calls(order.orderId(), "payment")).hasSize(2);
        assertThat(PROCESS.story(order)).endsWith("journal PAYMENT_FAILED", "status PAYMENT_FAILED", "call reversal", "reversal noted", "left");
    }
}
