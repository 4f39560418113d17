package io.roosa.orderproc;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
class ResumeOrdersRouteTest {

    private static final String OTHER = "order-proc-api-other";

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void an_order_whose_hand_over_was_lost_is_found_in_the_store() {
        assertThat(PROCESS.lives(TestOrders.received()).status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void a_living_copy_keeps_its_orders_and_a_dead_one_loses_them() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED).claimedBy(OTHER);
        beats(OTHER);
        PROCESS.finds(order);
        PROCESS.await().until(() -> PROCESS.store().journalReads(order.orderId()) > 0);

        OrderJournal later = PROCESS.lives(TestOrders.received());

        assertThat(later.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.story(order)).isEmpty();
        assertThat(PROCESS.handOver(order.orderId()).statusCode()).isEqualTo(202);
        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("inFlight").asInt() == 0);
        assertThat(PROCESS.story(order)).isEmpty();
        dies(OTHER);
        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.story(order)).startsWith("claimed", "call payment");
    }

    @Test
    void the_orders_of_a_living_copy_are_read_once_and_not_at_every_look() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED).claimedBy(OTHER);
        beats(OTHER);
        PROCESS.finds(order);
        PROCESS.await().until(() -> PROCESS.store().journalReads(order.orderId()) > 0);

        for (int look = 0; look < 3; look++) {
            PROCESS.lives(TestOrders.received());
        }

        assertThat(PROCESS.store().journalReads(order.orderId())).isEqualTo(1);
        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("backlog").asInt() == 0);
        PROCESS.store().cache(OrderStatusStore.IN_FLIGHT).remove(order.orderId());
        dies(OTHER);
    }

    @Test
    void an_order_that_rests_is_read_once_and_taken_up_when_its_rest_is_over() {
        OrderJournal order = TestOrders.unowned(OrderStatus.SHIPPING_REQUESTED).released(Instant.now().plusMillis(1_500));
        PROCESS.finds(order);
        PROCESS.await().until(() -> PROCESS.store().journalReads(order.orderId()) > 0);

        PROCESS.lives(TestOrders.received());

        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.store().journalReads(order.orderId())).as("once to see that it rests, once to see that it does no more").isLessThan(8);
    }

    @Test
    void orders_that_nobody_works_on_wait_while_the_store_cannot_be_asked() {
        OrderJournal order = TestOrders.received();
        PROCESS.store().breaksAs(operation -> {
            if (operation.cache().equals(OrderStatusStore.COPIES)) {
                throw StoreInMemory.outOfReach();
            }
            return operation.call().call();
        });
        PROCESS.await().until(() -> !PROCESS.bean("copies", Copies.class).silenceMeansDeath());
        PROCESS.finds(order);

        List<String> found = PROCESS.bean("ordersToResume", OrdersToResume.class).find();

        assertThat(found).isEmpty();
        assertThat(PROCESS.story(order)).isEmpty();
        PROCESS.store().heals();
        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
    }

    private static void beats(String copy) {
        PROCESS.store().cache(OrderStatusStore.COPIES).put(copy, "since the test says so");
        PROCESS.await().until(() -> PROCESS.bean("copies", Copies.class).lives(copy));
    }

    private static void dies(String copy) {
        PROCESS.store().cache(OrderStatusStore.COPIES).remove(copy);
    }
}
