package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.Test;

import static io.roosa.orderproc.OrdersInFlight.Entry.ALREADY_IN;
import static io.roosa.orderproc.OrdersInFlight.Entry.FULL;
import static io.roosa.orderproc.OrdersInFlight.Entry.LET_IN;
import static org.assertj.core.api.Assertions.assertThat;

class OrdersInFlightTest {

    private final OrdersInFlight inFlight = new OrdersInFlight(20, 20);

    @Test
    void while_orders_wait_in_the_store_those_handed_over_leave_them_a_tenth_of_the_places() {
        inFlight.keepPlaces(true);

        enter(18);

        assertThat(inFlight.enter("one more")).isEqualTo(FULL);
        assertThat(inFlight.enterFromStore("one that waited")).isEqualTo(LET_IN);
        assertThat(inFlight.enterFromStore("another that waited")).isEqualTo(LET_IN);
        assertThat(inFlight.enterFromStore("one too many")).isEqualTo(FULL);
    }

    @Test
    void while_none_waits_all_places_are_for_those_handed_over() {
        inFlight.keepPlaces(true);
        inFlight.keepPlaces(false);

        enter(20);

        assertThat(inFlight.places()).isZero();
        assertThat(inFlight.enter("one more")).isEqualTo(FULL);
    }

    @Test
    void an_order_that_waits_for_a_system_leaves_its_place_in_hand_to_another() {
        OrdersInFlight two = new OrdersInFlight(20, 2);
        two.enter("first");
        two.enter("second");
        assertThat(two.enter("third")).isEqualTo(FULL);

        Attempts attempts = attempts();
        two.trying("first", attempts);

        assertThat(two.inHand()).isEqualTo(1);
        assertThat(two.enter("third")).isEqualTo(LET_IN);
        assertThat(two.enter("fourth")).isEqualTo(FULL);
        attempts.over();
        assertThat(two.inHand()).isEqualTo(3);
    }

    @Test
    void an_order_that_leaves_while_it_waits_for_a_system_does_so_once() {
        OrdersInFlight two = new OrdersInFlight(20, 2);
        two.enter("first");
        Attempts attempts = attempts();
        two.trying("first", attempts);

        two.leave("first");
        attempts.over();

        assertThat(two.inHand()).isZero();
    }

    @Test
    void an_order_that_is_found_in_the_store_takes_no_place_in_hand_from_those_that_are_handed_over() {
        OrdersInFlight two = new OrdersInFlight(20, 2);
        two.enter("first");
        two.enter("second");

        assertThat(two.enterFromStore("waited")).isEqualTo(LET_IN);

        assertThat(two.inHand()).isEqualTo(2);
        two.leave("first");
        assertThat(two.enter("third")).isEqualTo(LET_IN);
    }

    @Test
    void an_order_that_is_handed_over_twice_is_known_however_many_are_in_hand() {
        OrdersInFlight one = new OrdersInFlight(20, 1);
        one.enter("first");

        assertThat(one.enter("first")).isEqualTo(ALREADY_IN);
        assertThat(one.inHand()).isEqualTo(1);
    }

    @Test
    void an_order_that_is_worked_on_is_not_let_in_twice() {
        inFlight.enter("order");

        assertThat(inFlight.enterFromStore("order")).isEqualTo(ALREADY_IN);
        assertThat(inFlight.enter("order")).isEqualTo(ALREADY_IN);
    }

    @Test
    void where_there_is_one_place_alone_it_is_kept_for_who_waits() {
        OrdersInFlight one = new OrdersInFlight(1, 1);
        one.keepPlaces(true);

        assertThat(one.enter("handed over")).isEqualTo(FULL);
        assertThat(one.enterFromStore("waited")).isEqualTo(LET_IN);
    }

    @Test
    void an_order_that_ends_while_the_store_is_looked_at_is_not_one_that_was_left_behind() {
        inFlight.enter("ends");
        inFlight.enter("goes on");

        try (OrdersInFlight.Look look = inFlight.look()) {
            inFlight.leave("ends");

            assertThat(look.saw("ends")).isTrue();
            assertThat(look.saw("goes on")).isTrue();
            assertThat(look.saw("left behind by another")).isFalse();
        }
    }

    @Test
    void an_order_that_rests_in_the_store_is_found_by_the_next_look() {
        inFlight.enter("rests");
        try (OrdersInFlight.Look before = inFlight.look()) {
            inFlight.leave("rests");
            assertThat(before.saw("rests")).isTrue();
        }

        try (OrdersInFlight.Look next = inFlight.look()) {
            assertThat(next.saw("rests")).isFalse();
        }
    }

    private static Attempts attempts() {
        Duration any = Duration.ofSeconds(1);
        return new Attempts(new StepPolicy("inventory", any, 4, any, any, any, any, CircuitBreakerConfig.ofDefaults()), Clock.systemUTC(), new Random(1));
    }

    private void enter(int orders) {
        for (int i = 0; i < orders; i++) {
            assertThat(inFlight.enter("order " + i)).isEqualTo(LET_IN);
        }
    }
}
