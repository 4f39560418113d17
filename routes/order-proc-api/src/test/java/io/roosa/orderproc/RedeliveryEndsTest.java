package io.roosa.orderproc;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel counts redeliveries in a header: a step that removes all headers where Camel redelivers would be redelivered without end. */
class RedeliveryEndsTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("inventory.attempts", "5", "payment.attempts", "5", "shipping.attempts", "5");

    @Test
    void a_system_that_never_recovers_is_asked_as_often_as_there_are_attempts_and_no_more() {
        for (Map.Entry<OrderStatus, String> step : Map.of(OrderStatus.INVENTORY_CHECK_STARTED, "inventory", OrderStatus.INVENTORY_CONFIRMED, "payment",
                OrderStatus.SHIPPING_REQUESTED, "shipping").entrySet()) {
            OrderJournal order = TestOrders.received();
            PROCESS.systems().answerAlways(order.orderId(), step.getValue(), SystemsBelow.unavailable());

            OrderJournal journal = PROCESS.lives(order);

            assertThat(PROCESS.systems().calls(order.orderId(), step.getValue())).hasSize(5);
            assertThat(journal.transitions().get(journal.transitions().size() - 1).attempts()).isEqualTo(5);
            assertThat(journal.status().name()).endsWith("_FAILED");
        }
    }
}
