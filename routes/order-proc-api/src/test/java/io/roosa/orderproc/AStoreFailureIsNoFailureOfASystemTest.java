package io.roosa.orderproc;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the store does in the midst of a step, the system that was called has answered, and the order has not failed. */
class AStoreFailureIsNoFailureOfASystemTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void an_order_whose_journal_cannot_be_written_stays_in_flight_and_is_resumed() {
        OrderJournal order = failsOnce(OrderStatusStore.JOURNAL, OrderStatus.PAYMENT_COMPLETED);

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.story(order)).containsSequence("call payment", "claimed", "call payment", "journal PAYMENT_COMPLETED, SHIPPING_REQUESTED", "status PAYMENT_COMPLETED");
        assertNoSystemFailed();
    }

    @Test
    void an_order_whose_status_cannot_be_written_stays_in_flight_and_the_status_is_mended_when_it_is_resumed() {
        OrderJournal order = failsOnce(OrderStatusStore.STATUS, OrderStatus.PAYMENT_COMPLETED);

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.story(order)).containsSequence("call payment", "journal PAYMENT_COMPLETED, SHIPPING_REQUESTED", "claimed",
                "status PAYMENT_COMPLETED", "status SHIPPING_REQUESTED");
        assertNoSystemFailed();
    }

    @Test
    void an_order_that_cannot_leave_the_in_flight_set_is_resumed_and_leaves_later() {
        OrderJournal order = TestOrders.received();
        AtomicInteger left = new AtomicInteger(2);
        PROCESS.store().breaksAs(operation -> {
            if (operation.is(OrderStatusStore.IN_FLIGHT, "remove", order.orderId()) && left.getAndDecrement() > 0) {
                throw StoreInMemory.outOfReach();
            }
            return operation.call().call();
        });

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.systems().calls(order.orderId())).extracting(SystemsBelow.Call::step).containsExactly("inventory", "payment", "shipping");
        assertThat(PROCESS.story(order)).endsWith("status SHIPPED", "claimed", "claimed", "left");
    }

    private static OrderJournal failsOnce(String cache, OrderStatus status) {
        OrderJournal order = TestOrders.received();
        AtomicBoolean failed = new AtomicBoolean();
        PROCESS.store().breaksAs(operation -> {
            if (operation.brings(cache, order.orderId(), status) && failed.compareAndSet(false, true)) {
                throw StoreInMemory.outOfReach();
            }
            return operation.call().call();
        });
        return order;
    }

    private static void assertNoSystemFailed() {
        for (String step : List.of("inventory", "payment", "shipping")) {
            assertThat(PROCESS.breaker(step).getMetrics().getNumberOfFailedCalls()).as(step).isZero();
        }
    }
}
