package io.roosa.orderproc;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersThatWaitForASystemTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("max-in-hand", "1", "recovery.every", "1h", "inventory.timeout", "30s");

    @Test
    void an_order_that_waits_for_a_system_keeps_no_other_from_being_handed_over() {
        OrderJournal first = TestOrders.received();
        OrderJournal second = TestOrders.received();
        PROCESS.systems().answer(first.orderId(), "inventory", call -> {
            PROCESS.left(second);
            SystemsBelow.succeeds().to(call);
        });
        PROCESS.finds(first);
        PROCESS.finds(second);
        PROCESS.handOver(first.orderId());
        PROCESS.happened(first, "call inventory", 1);

        HttpResponse<String> answer = PROCESS.handOver(second.orderId());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(PROCESS.left(second).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.left(first).status()).isEqualTo(OrderStatus.SHIPPED);
    }
}
