package io.roosa.orderproc;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
/** Nothing can call a shipment back: while it may have been made, the order does not fail. */
class AnUnknownShipmentRestsTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("shipping.timeout", "300ms", "shipping.attempts", "1", "shipping.rest", "300ms");

    @Test
    void an_order_whose_shipment_is_not_answered_rests_without_an_owner_and_is_shipped_when_it_is() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "shipping", PROCESS.systems().hangs(), PROCESS.systems().hangs());
        List<OrderJournal> resting = new ArrayList<>();
        PROCESS.store().breaksAs(operation -> {
            Object result = operation.call().call();
            if (operation.is(OrderStatusStore.JOURNAL, "replace", order.orderId()) && PROCESS.story(order).get(PROCESS.story(order).size() - 1).equals("rests")) {
                resting.add(PROCESS.store().journal(order.orderId()));
            }
            return result;
        });

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).endsWith("status SHIPPING_REQUESTED", "call shipping", "rests", "claimed", "call shipping", "rests", "claimed",
                "call shipping", "journal SHIPPED", "status SHIPPED", "left");
        assertThat(resting).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.owner()).isEmpty();
            assertThat(entry.notBefore()).isAfter(entry.transitions().get(4).at());
            assertThat(entry.status()).isEqualTo(OrderStatus.SHIPPING_REQUESTED);
        });
        assertThat(journal.transitions().get(5).resumed()).isTrue();
        assertThat(PROCESS.systems().calls(order.orderId(), "reversal")).isEmpty();
    }

    @Test
    void an_order_that_may_have_been_called_for_before_rests_even_where_every_call_is_refused() {
        OrderJournal order = TestOrders.leftBehind(OrderStatus.SHIPPING_REQUESTED);
        PROCESS.systems().answer(order.orderId(), "shipping", SystemsBelow.unavailable(), SystemsBelow.unavailable());

        OrderJournal journal = PROCESS.lives(order);

        assertThat(PROCESS.story(order)).containsExactly("claimed", "call shipping", "rests", "claimed", "call shipping", "rests", "claimed",
                "call shipping", "journal SHIPPED", "status SHIPPED", "left");
        assertThat(journal.claims()).isEqualTo(4);
    }
}
