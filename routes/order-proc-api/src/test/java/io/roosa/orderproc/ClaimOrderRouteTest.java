package io.roosa.orderproc;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimOrderRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void a_status_that_lags_behind_the_journal_is_mended_before_the_next_step() {
        OrderJournal order = TestOrders.leftBehind(OrderStatus.PAYMENT_COMPLETED);
        PROCESS.store().holds(order, OrderStatus.INVENTORY_CONFIRMED);

        PROCESS.left(order);

        assertThat(PROCESS.story(order)).startsWith("claimed, journal SHIPPING_REQUESTED", "status PAYMENT_COMPLETED", "status SHIPPING_REQUESTED", "call shipping");
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void readers_see_every_status_that_a_crash_kept_from_them_one_after_the_other() {
        OrderJournal order = TestOrders.leftBehind(OrderStatus.SHIPPING_REQUESTED);
        PROCESS.store().holds(order, OrderStatus.INVENTORY_CONFIRMED);

        PROCESS.left(order);

        assertThat(PROCESS.story(order)).startsWith("claimed", "status PAYMENT_COMPLETED", "status SHIPPING_REQUESTED", "call shipping");
    }

    @Test
    void a_status_that_the_journal_does_not_have_gives_way_to_the_order_s_own() {
        OrderJournal order = TestOrders.leftBehind(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.store().holds(order, OrderStatus.PAYMENT_FAILED);

        PROCESS.left(order);

        assertThat(PROCESS.story(order)).startsWith("claimed", "status INVENTORY_CONFIRMED", "call payment");
    }

    @Test
    void an_order_that_was_just_received_is_claimed_and_begun_by_one_write() {
        OrderJournal order = TestOrders.received();

        PROCESS.lives(order);

        assertThat(PROCESS.story(order)).startsWith("claimed, journal INVENTORY_CHECK_STARTED", "status INVENTORY_CHECK_STARTED", "call inventory");
    }

    @Test
    void the_last_status_of_an_order_is_kept_for_its_time_where_it_was_mended_too() {
        OrderJournal order = TestOrders.leftBehind(OrderStatus.SHIPPED);
        PROCESS.store().holds(order, OrderStatus.SHIPPING_REQUESTED);

        PROCESS.left(order);

        assertThat(PROCESS.story(order)).containsExactly("claimed", "status SHIPPED", "left");
        assertThat(PROCESS.store().keptFor(OrderStatusStore.STATUS, order.orderId())).isEqualTo(Duration.ofDays(30).toMillis());
    }

    @Test
    void an_order_that_rests_is_left_alone_by_a_hand_over_too() {
        OrderJournal order = TestOrders.unowned(OrderStatus.SHIPPING_REQUESTED).released(Instant.now().plusSeconds(3600));
        PROCESS.finds(order);

        PROCESS.handOver(order.orderId());
        PROCESS.await().until(() -> PROCESS.store().journalReads(order.orderId()) >= 2 && PROCESS.json("/process/summary").get("inFlight").asInt() == 0);

        assertThat(PROCESS.story(order)).isEmpty();
        assertThat(PROCESS.store().journal(order.orderId())).isEqualTo(order);
    }

    @Test
    void an_order_whose_journal_is_gone_stops_nothing_else() {
        PROCESS.store().cache(OrderStatusStore.IN_FLIGHT).put(TestOrders.received().orderId(), "");
        OrderJournal order = TestOrders.received();

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
    }
}
