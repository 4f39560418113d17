package io.roosa.orderproc;


import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
/** A copy looks at the others' hearts once a beat: one that came since then must not pass for dead. */
class ACopyThatHasJustComeLivesTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("heartbeat.every", "700ms");

    @Test
    void the_orders_of_a_copy_that_came_after_the_last_look_are_left_to_it() {
        Copies copies = PROCESS.bean("copies", Copies.class);
        PROCESS.await().until(copies::silenceMeansDeath);

        for (int come = 0; come < 5; come++) {
            String newcomer = "order-proc-api-newcomer-" + come;
            OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED).claimedBy(newcomer);
            PROCESS.store().cache(OrderStatusStore.COPIES).put(newcomer, "now");
            PROCESS.finds(order);
            PROCESS.handOver(order.orderId());
            PROCESS.await().until(() -> PROCESS.store().journalReads(order.orderId()) > 1);
            PROCESS.await().until(() -> PROCESS.json("/process/summary").get("inFlight").asInt() == 0);

            assertThat(PROCESS.story(order)).isEmpty();
            PROCESS.store().cache(OrderStatusStore.IN_FLIGHT).remove(order.orderId());
        }
    }
}
