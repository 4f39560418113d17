package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

class RecordStatusRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void a_writer_whose_order_was_moved_on_meanwhile_loses_stops_and_writes_nothing() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        String living = "order-proc-api-other";
        PROCESS.store().cache(OrderStatusStore.COPIES).put(living, "beats");
        PROCESS.systems().answer(order.orderId(), "payment", call -> {
            PROCESS.store().movedOn(PROCESS.store().journal(order.orderId()).claimedBy(living));
            SystemsBelow.succeeds().to(call);
        });

        PROCESS.finds(order);
        PROCESS.await().until(() -> PROCESS.systems().calls(order.orderId(), "payment").size() == 1
                && PROCESS.json("/process/summary").get("inFlight").asInt() == 0);

        assertThat(PROCESS.story(order)).containsExactly("claimed", "call payment");
        assertThat(PROCESS.store().journal(order.orderId()).owner()).isEqualTo(living);
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(OrderStatus.INVENTORY_CONFIRMED);
        assertThat(PROCESS.store().inFlight(order.orderId())).isTrue();
        assertThat(PROCESS.breaker("payment").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void a_writer_whose_status_shows_something_else_loses_and_stops() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.systems().answer(order.orderId(), "payment", call -> {
            PROCESS.store().cache(OrderStatusStore.STATUS).put(order.orderId(), "INVENTORY_CHECK_STARTED");
            SystemsBelow.succeeds().to(call);
        });

        PROCESS.lives(order);

        assertThat(PROCESS.story(order)).startsWith("claimed", "call payment", "journal PAYMENT_COMPLETED, SHIPPING_REQUESTED", "claimed",
                "status INVENTORY_CONFIRMED", "status PAYMENT_COMPLETED", "status SHIPPING_REQUESTED", "call shipping");
    }

    @Test
    void a_write_that_was_made_though_its_acknowledgement_says_otherwise_counts_as_made() {
        OrderJournal order = TestOrders.received();
        PROCESS.store().breaksAs(operation -> {
            Object result = operation.call().call();
            return operation.method().equals("replace") && operation.key().equals(order.orderId()) ? false : result;
        });

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(journal.claims()).isEqualTo(1);
        assertThat(PROCESS.systems().calls(order.orderId())).hasSize(3);
    }
}
