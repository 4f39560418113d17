package io.roosa.orderproc;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** "Ignore 4xx so that a decline does not move the breaker" clears the exception, and turns a declined card into a paid order. */
class ADeclineIsNoSuccessTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.breaker.window", "2", "payment.breaker.minimum-calls", "2",
            "payment.breaker.failure-rate", "0.01");

    @Test
    void declined_orders_are_not_paid_not_shipped_and_leave_the_breaker_closed() {
        List<OrderJournal> orders = List.of(TestOrders.received(), TestOrders.received(), TestOrders.received(), TestOrders.received());
        orders.forEach(order -> PROCESS.systems().answerAlways(order.orderId(), "payment", SystemsBelow.refuses(402, "PAYMENT_DECLINED")));

        orders.forEach(PROCESS::finds);
        orders.forEach(PROCESS::left);

        assertThat(orders).allSatisfy(order -> {
            assertThat(PROCESS.history(order)).endsWith(OrderStatus.INVENTORY_CONFIRMED, OrderStatus.PAYMENT_FAILED);
            assertThat(PROCESS.systems().calls(order.orderId(), "payment")).hasSize(1);
            assertThat(PROCESS.systems().calls(order.orderId(), "shipping")).isEmpty();
        });
        assertThat(PROCESS.breaker("payment").getState().name()).isEqualTo("CLOSED");
        assertThat(PROCESS.breaker("payment").getMetrics().getNumberOfFailedCalls()).isZero();
    }
}
