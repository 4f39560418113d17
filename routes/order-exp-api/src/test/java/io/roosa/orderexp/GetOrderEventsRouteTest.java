package io.roosa.orderexp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

class GetOrderEventsRouteTest {

    private static final Instant BEGAN = Instant.parse("2026-11-23T10:00:00Z");

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
    }

    @AfterEach
    void forget() {
        exp.forgetFailures();
        Awaitility.await().until(() -> exp.watching() == 0);
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void each_transition_is_told_once_and_in_order_and_the_stream_ends_with_the_order() {
        OrderJournal order = Orders.received(BEGAN);
        exp.store(order);
        try (Follower follower = exp.follow(order.orderId()).has(1)) {

            for (OrderStatus status : List.of(OrderStatus.INVENTORY_CHECK_STARTED, OrderStatus.INVENTORY_CONFIRMED, OrderStatus.PAYMENT_COMPLETED,
                    OrderStatus.SHIPPING_REQUESTED, OrderStatus.SHIPPED)) {
                order = moved(order, status);
                exp.store(order);
            }

            follower.ends();
            assertThat(follower.answer().headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(follower.answer().headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(follower.ids()).containsExactly("1", "2", "3", "4", "5", "6");
            assertThat(follower.statuses()).containsExactly("RECEIVED", "INVENTORY_CHECK_STARTED", "INVENTORY_CONFIRMED", "PAYMENT_COMPLETED",
                    "SHIPPING_REQUESTED", "SHIPPED");
            assertThat(follower.events().get(0).data()).isEqualTo(exp.history(order.orderId()).body().at("/transitions/0"));
        }
    }

    @Test
    void who_comes_again_gets_what_came_after_the_last_event_that_it_saw() {
        OrderJournal order = moved(moved(Orders.received(BEGAN), OrderStatus.INVENTORY_CHECK_STARTED), OrderStatus.INVENTORY_FAILED);
        exp.store(order);

        try (Follower follower = exp.follow(order.orderId(), "Last-Event-ID", "2").ends()) {

            assertThat(follower.ids()).containsExactly("3");
            assertThat(follower.statuses()).containsExactly("INVENTORY_FAILED");
        }
    }

    @Test
    void who_has_seen_all_of_an_order_that_has_ended_is_told_not_to_come_again() {
        OrderJournal order = moved(moved(Orders.received(BEGAN), OrderStatus.INVENTORY_CHECK_STARTED), OrderStatus.INVENTORY_FAILED);
        exp.store(order);

        RunningExp.Answer answer = exp.get("/orders/" + order.orderId() + "/events", "Accept", "text/event-stream", "Last-Event-ID", "3");

        assertThat(answer.status()).isEqualTo(204);
    }

    @Test
    void an_order_that_owes_a_reversal_is_followed_until_that_is_acknowledged() {
        OrderJournal owing = moved(moved(Orders.received(BEGAN), OrderStatus.INVENTORY_CHECK_STARTED), OrderStatus.INVENTORY_CONFIRMED)
                .moved(new Transition(OrderStatus.PAYMENT_FAILED, BEGAN.plusSeconds(3), 4, "TIMEOUT", "proc-1", false), true);
        exp.store(owing);
        try (Follower follower = exp.follow(owing.orderId()).has(4)) {
            assertThat(follower.events().get(3).data().path("reversalOwed").asBoolean()).isTrue();

            exp.store(owing.reversed(BEGAN.plusSeconds(9)));

            follower.ends();
            Follower.Event last = follower.events().get(4);
            assertThat(last.id()).isEqualTo("5");
            assertThat(last.name()).isEqualTo("reversal");
            assertThat(last.data()).isEqualTo(Orders.read("{\"owed\":false,\"acknowledgedAt\":\"2026-11-23T10:00:09Z\"}"));
        }
    }

    @Test
    void nobody_is_shown_a_step_before_those_who_ask_for_the_status_are() {
        OrderJournal order = Orders.received(BEGAN);
        exp.store(order);
        try (Follower follower = exp.follow(order.orderId()).has(1)) {
            OrderJournal ahead = moved(order, OrderStatus.INVENTORY_CHECK_STARTED);

            exp.cache(OrderStatusStore.JOURNAL).put(ahead.orderId(), ahead.stored());
            exp.follow(order.orderId()).has(1).close();
            assertThat(follower.statuses()).containsExactly("RECEIVED");
            exp.cache(OrderStatusStore.STATUS).put(ahead.orderId(), ahead.status().name());

            assertThat(follower.has(2).statuses()).containsExactly("RECEIVED", "INVENTORY_CHECK_STARTED");
        }
    }

    @Test
    void a_client_that_leaves_is_noticed_and_freed() {
        OrderJournal order = Orders.received(BEGAN);
        exp.store(order);
        Follower follower = exp.follow(order.orderId()).has(1);
        assertThat(exp.watching()).isEqualTo(1);

        follower.close();

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> exp.watching() == 0);
    }

    @Test
    void a_stream_says_that_it_is_alive_while_nothing_happens() {
        OrderJournal order = Orders.received(BEGAN);
        exp.store(order);

        try (Follower follower = exp.follow(order.orderId()).has(1)) {

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> follower.lines().contains(":"));
        }
    }

    @Test
    void many_who_follow_the_same_order_all_see_all_of_it() {
        OrderJournal order = Orders.received(BEGAN);
        exp.store(order);
        List<Follower> followers = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> followers.add(exp.follow(order.orderId())));

        OrderJournal started = moved(order, OrderStatus.INVENTORY_CHECK_STARTED);
        exp.store(started);
        exp.store(moved(started, OrderStatus.INVENTORY_FAILED));

        assertThat(followers).allSatisfy(follower -> assertThat(follower.ends().ids()).containsExactly("1", "2", "3"));
    }

    @Test
    void the_events_of_an_unknown_order_are_a_404_problem_and_503_with_the_store_out_of_reach() {
        assertThat(exp.get("/orders/" + Orders.newId() + "/events", "Accept", "text/event-stream").status()).isEqualTo(404);

        exp.loseStoreAt("readEvents");

        assertThat(exp.get("/orders/" + Orders.newId() + "/events", "Accept", "text/event-stream").status()).isEqualTo(503);
    }

    private static OrderJournal moved(OrderJournal order, OrderStatus status) {
        return order.moved(new Transition(status, order.acceptedAt().plusSeconds(order.transitions().size()), 1, "", "proc-1", false), false);
    }
}
