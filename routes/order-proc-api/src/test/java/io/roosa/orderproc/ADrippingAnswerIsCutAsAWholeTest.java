package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** HttpClient's own response timeout starts anew with each byte. */
class ADrippingAnswerIsCutAsAWholeTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.timeout", "400ms", "payment.attempts", "1");

    @Test
    void an_answer_that_drips_is_cut_when_the_attempt_s_time_is_up_and_is_a_timeout() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.systems().answerAlways(order.orderId(), "payment", PROCESS.systems().drips());

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.transitions().get(3).reason()).isEqualTo("TIMEOUT");
        assertThat(PROCESS.systems().calls(order.orderId(), "payment")).hasSize(1);
        PROCESS.await().until(() -> PROCESS.systems().cutShort() == 1);
    }
}
