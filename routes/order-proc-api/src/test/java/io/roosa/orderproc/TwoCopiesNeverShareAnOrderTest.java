package io.roosa.orderproc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;
class TwoCopiesNeverShareAnOrderTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void each_order_is_claimed_once_and_each_system_called_once_though_both_copies_are_handed_it() {
        RunningApplication other = PROCESS.startCopy();
        List<OrderJournal> orders = Stream.generate(TestOrders::received).limit(25).toList();

        orders.forEach(order -> {
            PROCESS.finds(order);
            CompletableFuture<?> here = CompletableFuture.runAsync(() -> PROCESS.handOver(order.orderId()));
            PROCESS.handOver(other, order.orderId());
            here.join();
        });

        assertThat(orders).allSatisfy(order -> {
            assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
            List<String> story = PROCESS.story(order);
            assertThat(story.subList(0, story.indexOf("left"))).containsOnlyOnce("claimed, journal INVENTORY_CHECK_STARTED", "call inventory", "call payment", "call shipping");
            assertThat(PROCESS.systems().calls(order.orderId())).hasSize(3);
        });
    }
}
