package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;
class AReversalIsNeverGivenUpTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "2");

    @Test
    void an_owed_reversal_is_asked_for_until_it_is_acknowledged_with_rests_in_between_and_across_a_restart() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "shipping", SystemsBelow.refuses(409, "NOT_SHIPPABLE"));
        PROCESS.systems().answerAlways(order.orderId(), "reversal", SystemsBelow.unavailable());
        PROCESS.finds(order);
        PROCESS.happened(order, "rests", 2);

        PROCESS.stopCopy(PROCESS.copy());
        assertThat(PROCESS.store().journal(order.orderId()).reversalOwed()).isTrue();
        assertThat(PROCESS.store().inFlight(order.orderId())).isTrue();
        PROCESS.systems().answerAlways(order.orderId(), "reversal", SystemsBelow.succeeds());
        PROCESS.startCopy();

        OrderJournal journal = PROCESS.left(order);
        assertThat(journal.reversalOwed()).isFalse();
        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPING_FAILED);
        assertThat(PROCESS.story(order)).containsSequence("call reversal", "call reversal", "rests", "claimed", "call reversal", "call reversal", "rests")
                .endsWith("claimed", "call reversal", "reversal noted", "left");
        assertThat(PROCESS.systems().calls(order.orderId(), "reversal")).extracting(call -> call.header("Idempotency-key"))
                .containsOnly(order.orderId() + ":reversal");
    }
}
