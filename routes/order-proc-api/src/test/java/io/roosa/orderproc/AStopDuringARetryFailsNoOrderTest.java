package io.roosa.orderproc;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** A redelivery that the application's stop interrupts ends in an exception, which must not pass for the system's failure. */
class AStopDuringARetryFailsNoOrderTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "1000", "shipping.attempts", "1000");

    @Test
    void orders_that_wait_for_their_retry_when_the_application_stops_are_left_as_they_were_and_resumed_by_the_next() {
        OrderJournal longWait = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        OrderJournal shortWaits = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        OrderJournal shipping = TestOrders.unowned(OrderStatus.SHIPPING_REQUESTED);
        SystemsBelow.Reaction later = SystemsBelow.answers(503, "", "Retry-After", "30");
        PROCESS.systems().answer(longWait.orderId(), "payment", later);
        PROCESS.systems().answer(shipping.orderId(), "shipping", later);
        PROCESS.systems().answerAlways(shortWaits.orderId(), "payment", SystemsBelow.unavailable());
        RunningApplication first = PROCESS.copy();
        PROCESS.finds(longWait);
        PROCESS.finds(shipping);
        PROCESS.finds(shortWaits);
        PROCESS.await().until(() -> PROCESS.json("/process/orders/" + longWait.orderId()).has("nextRetryAt")
                && PROCESS.json("/process/orders/" + shipping.orderId()).has("nextRetryAt") && PROCESS.systems().calls(shortWaits.orderId()).size() > 3);
        Instant told = Instant.now();

        PROCESS.stopCopy(first);

        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(PROCESS.story(longWait)).containsExactly("claimed", "call payment");
        assertThat(PROCESS.story(shipping)).containsExactly("claimed", "call shipping");
        assertThat(PROCESS.history(shortWaits)).endsWith(OrderStatus.INVENTORY_CONFIRMED);
        for (OrderJournal order : new OrderJournal[] {longWait, shortWaits, shipping}) {
            assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(order.status());
            assertThat(PROCESS.store().inFlight(order.orderId())).isTrue();
        }
        PROCESS.systems().answerAlways(shortWaits.orderId(), "payment", SystemsBelow.succeeds());
        PROCESS.startCopy();
        assertThat(PROCESS.left(longWait).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.left(shipping).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.left(shortWaits).status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void an_order_whose_call_fails_while_the_application_stops_is_left_as_it_was_too() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        RunningApplication stopping = PROCESS.startCopy();
        PROCESS.stopCopy(PROCESS.copy());
        PROCESS.systems().answer(order.orderId(), "payment", call -> {
            PROCESS.await().until(() -> !stopping.context().getRouteController().getRouteStatus("resumeOrders").isStarted());
            SystemsBelow.unavailable().to(call);
        });
        PROCESS.finds(order);
        PROCESS.happened(order, "call payment", 1);

        PROCESS.stopCopy(stopping);

        assertThat(PROCESS.story(order)).containsExactly("claimed", "call payment");
        assertThat(PROCESS.store().inFlight(order.orderId())).isTrue();
        PROCESS.startCopy();
        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
    }
}
