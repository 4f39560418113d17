package io.roosa.orderproc;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
class ACopyThatSaysGoodByeTest {

    private static final Duration HEARTBEAT_COUNTS = Duration.ofSeconds(60);

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("heartbeat.ttl", "60s");

    @Test
    void the_orders_of_a_copy_that_stopped_are_taken_over_long_before_its_heartbeat_would_have_expired() {
        RunningApplication staying = PROCESS.startCopy();
        RunningApplication leaving = PROCESS.copy();
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "payment", SystemsBelow.answers(503, "", "Retry-After", "50"));
        PROCESS.finds(order);
        PROCESS.handOver(leaving, order.orderId());
        PROCESS.happened(order, "call payment", 1);
        RunningApplication owner = PROCESS.store().cache(OrderStatusStore.COPIES).containsKey(PROCESS.store().journal(order.orderId()).owner())
                && PROCESS.json(leaving, "/process/summary").get("copyId").asText().equals(PROCESS.store().journal(order.orderId()).owner()) ? leaving : staying;
        Instant told = Instant.now();

        PROCESS.stopCopy(owner);

        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(Duration.between(told, Instant.now())).isLessThan(HEARTBEAT_COUNTS.dividedBy(2));
        assertThat(PROCESS.story(order)).containsSequence("call payment", "claimed", "call payment", "journal PAYMENT_COMPLETED, SHIPPING_REQUESTED");
    }
}
