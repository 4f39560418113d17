package io.roosa.orderproc;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

/** All of a long outage at once would wait for each other until their calls time out, and fail. */
class WhatADeadCopyLeftIsTakenUpBitByBitTest {

    private static final String DEAD = "order-proc-api-dead";
    private static final int AT_ONCE = 3;

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("recovery.at-once", String.valueOf(AT_ONCE), "inventory.timeout", "200ms", "payment.timeout", "200ms",
            "shipping.timeout", "200ms", "inventory.attempts", "1000");

    @Test
    void no_more_orders_are_worked_on_at_once_than_the_pace_allows_and_all_end() {
        List<OrderJournal> orders = Stream.generate(() -> TestOrders.unowned(OrderStatus.INVENTORY_CHECK_STARTED).claimedBy(DEAD)).limit(12).toList();
        orders.forEach(order -> PROCESS.systems().answerAlways(order.orderId(), "inventory", SystemsBelow.unavailable()));
        orders.forEach(PROCESS::finds);
        OrdersToResume toResume = PROCESS.bean("ordersToResume", OrdersToResume.class);
        PROCESS.await().until(() -> inFlight() == AT_ONCE);
        PROCESS.await().until(() -> toResume.backlog() == orders.size() - AT_ONCE);

        assertThat(inFlight()).isEqualTo(AT_ONCE);

        orders.forEach(order -> PROCESS.systems().answerAlways(order.orderId(), "inventory", SystemsBelow.succeeds()));
        assertThat(orders).allSatisfy(order -> assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED));
    }

    @Test
    void copies_that_live_share_what_there_is_to_take_up_first() {
        String other = "order-proc-api-other";
        Copies copies = PROCESS.bean("copies", Copies.class);
        List<String> orders = Stream.generate(() -> TestOrders.received().orderId()).limit(200).toList();
        PROCESS.store().cache(OrderStatusStore.COPIES).put(other, "since the test says so");
        PROCESS.await().until(() -> copies.lives(other));

        Predicate<String> share = copies.share();

        assertThat(orders.stream().filter(share).count()).isBetween(50L, 150L);
        PROCESS.store().cache(OrderStatusStore.COPIES).remove(other);
        PROCESS.await().until(() -> !copies.lives(other));
        assertThat(orders).allMatch(copies.share());
    }

    private static int inFlight() {
        return PROCESS.json("/process/summary").get("inFlight").asInt();
    }
}
