package io.roosa.orderproc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersThatWaitForASystemTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("max-in-hand", "1", "inventory.timeout", "30s");

    @Test
    void an_order_that_waits_for_a_system_keeps_no_other_from_being_worked_on() {
        OrderJournal first = TestOrders.received();
        OrderJournal second = TestOrders.received();
        PROCESS.systems().answer(first.orderId(), "inventory", call -> {
            PROCESS.left(second);
            SystemsBelow.succeeds().to(call);
        });
        PROCESS.finds(first);
        PROCESS.happened(first, "call inventory", 1);

        PROCESS.finds(second);

        assertThat(PROCESS.left(second).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.left(first).status()).isEqualTo(OrderStatus.SHIPPED);
    }
}
