package io.roosa.orderproc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

class FulfilOrderRouteTest {

    private static final long THIRTY_DAYS = Duration.ofDays(30).toMillis();
    private static final List<String> WHOLE_STORY = List.of(
            "claimed, journal INVENTORY_CHECK_STARTED", "status INVENTORY_CHECK_STARTED",
            "call inventory", "journal INVENTORY_CONFIRMED", "status INVENTORY_CONFIRMED",
            "call payment", "journal PAYMENT_COMPLETED, SHIPPING_REQUESTED", "status PAYMENT_COMPLETED", "status SHIPPING_REQUESTED",
            "call shipping", "journal SHIPPED", "status SHIPPED",
            "left");

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void an_order_is_checked_charged_and_shipped_and_every_step_is_written_down_before_the_next() {
        OrderJournal order = TestOrders.received();

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).containsExactlyElementsOf(WHOLE_STORY);
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(OrderStatus.SHIPPED);
        assertThat(journal.transitions()).extracting(Transition::attempts).containsExactly(0, 0, 1, 1, 0, 1);
        assertThat(journal.transitions()).extracting(Transition::resumed).containsOnly(false);
    }

    @Test
    void an_order_that_goes_well_asks_the_store_eleven_times() {
        OrderJournal order = TestOrders.received();
        PROCESS.store().holdsOutOfSight(order, OrderStatus.RECEIVED);

        PROCESS.handOver(order.orderId());
        PROCESS.happened(order, "left", 1);

        // The journal is read once and written four times, the status is written five times, and the order leaves the in-flight set.
        assertThat(PROCESS.store().questions(order.orderId())).isEqualTo(11);
    }

    @Test
    void an_order_that_is_not_there_is_neither_charged_nor_shipped() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "inventory", SystemsBelow.refuses(409, "OUT_OF_STOCK"));

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).containsExactly("claimed, journal INVENTORY_CHECK_STARTED", "status INVENTORY_CHECK_STARTED",
                "call inventory", "journal INVENTORY_FAILED", "status INVENTORY_FAILED", "left");
        assertThat(journal.transitions().get(2).reason()).isEqualTo("OUT_OF_STOCK");
    }

    @Test
    void an_order_whose_card_is_declined_is_not_shipped_and_owes_nothing() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "payment", SystemsBelow.refuses(402, "PAYMENT_DECLINED"));

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).endsWith("status INVENTORY_CONFIRMED", "call payment", "journal PAYMENT_FAILED", "status PAYMENT_FAILED", "left");
        assertThat(journal.transitions().get(3).reason()).isEqualTo("PAYMENT_DECLINED");
    }

    @Test
    void an_order_whose_charge_is_uncertain_leaves_only_after_its_reversal_was_acknowledged() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answerAlways(order.orderId(), "payment", SystemsBelow.hangsUp());

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).endsWith("call payment", "call payment", "call payment", "journal PAYMENT_FAILED", "status PAYMENT_FAILED",
                "call reversal", "reversal noted", "left");
        assertThat(journal.reversalOwed()).isFalse();
    }

    @Test
    void an_order_that_shipping_refuses_gets_its_charge_back_before_it_leaves() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "shipping", SystemsBelow.refuses(409, "NOT_SHIPPABLE"));

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).endsWith("status SHIPPING_REQUESTED", "call shipping", "journal SHIPPING_FAILED", "status SHIPPING_FAILED",
                "call reversal", "reversal noted", "left");
        assertThat(journal.transitions().get(5).reason()).isEqualTo("NOT_SHIPPABLE");
        assertThat(journal.reversalOwed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECEIVED", "INVENTORY_CHECK_STARTED", "INVENTORY_CONFIRMED", "PAYMENT_COMPLETED", "SHIPPING_REQUESTED"})
    void an_order_is_resumed_at_the_status_it_has_and_no_step_that_was_written_down_is_repeated(OrderStatus status) {
        OrderJournal order = TestOrders.leftBehind(status);

        OrderJournal journal = PROCESS.lives(order);

        List<String> rest = WHOLE_STORY.subList(WHOLE_STORY.indexOf("status " + status) + 1, WHOLE_STORY.size());
        assertThat(PROCESS.story(order)).containsExactlyElementsOf(switch (status) {
            case RECEIVED -> WHOLE_STORY;
            case PAYMENT_COMPLETED -> after("claimed, journal SHIPPING_REQUESTED", rest);
            default -> after("claimed", rest);
        });
        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(journal.transitions().subList(order.transitions().size(), journal.transitions().size())).extracting(Transition::resumed).containsOnly(true);
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.TestOrders#terminal")
    void an_order_that_had_ended_when_its_copy_died_leaves_without_a_call(OrderStatus status) {
        OrderJournal order = TestOrders.leftBehind(status);

        PROCESS.lives(order);

        assertThat(PROCESS.story(order)).containsExactly("claimed", "left");
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(status);
        assertThat(PROCESS.store().keptFor(OrderStatusStore.JOURNAL, order.orderId())).isEqualTo(THIRTY_DAYS);
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.TestOrders#reversible")
    void an_order_that_still_owes_a_reversal_when_its_copy_dies_is_reversed_by_the_next(OrderStatus status) {
        OrderJournal order = TestOrders.leftBehindOwingReversal(status);

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).containsExactly("claimed", "call reversal", "reversal noted", "left");
        assertThat(journal.status()).isEqualTo(status);
        assertThat(journal.reversalOwed()).isFalse();
    }

    @Test
    void an_order_is_kept_for_good_while_it_is_in_flight_and_for_its_time_once_it_is_finished() {
        OrderJournal order = TestOrders.received();
        List<Long> keptMeanwhile = new CopyOnWriteArrayList<>();
        PROCESS.systems().answer(order.orderId(), "shipping", call -> {
            keptMeanwhile.add(PROCESS.store().keptFor(OrderStatusStore.STATUS, order.orderId()));
            keptMeanwhile.add(PROCESS.store().keptFor(OrderStatusStore.JOURNAL, order.orderId()));
            SystemsBelow.succeeds().to(call);
        });

        PROCESS.lives(order);

        assertThat(keptMeanwhile).containsExactly(-1L, -1L);
        assertThat(PROCESS.store().keptFor(OrderStatusStore.STATUS, order.orderId())).isEqualTo(THIRTY_DAYS);
        assertThat(PROCESS.store().keptFor(OrderStatusStore.JOURNAL, order.orderId())).isEqualTo(THIRTY_DAYS);
    }

    private static List<String> after(String claim, List<String> rest) {
        List<String> story = new ArrayList<>(List.of(claim));
        story.addAll(rest);
        return story;
    }
}
