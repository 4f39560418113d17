package io.roosa.orderproc;

import org.junit.jupiter.api.Test;

import static io.roosa.orderproc.OrdersInFlight.Entry.ALREADY_IN;
import static io.roosa.orderproc.OrdersInFlight.Entry.FULL;
import static io.roosa.orderproc.OrdersInFlight.Entry.LET_IN;
import static org.assertj.core.api.Assertions.assertThat;

class OrdersInFlightTest {

    private final OrdersInFlight inFlight = new OrdersInFlight(20);

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
    void an_order_that_is_worked_on_is_not_let_in_twice() {
        inFlight.enter("order");

        assertThat(inFlight.enterFromStore("order")).isEqualTo(ALREADY_IN);
        assertThat(inFlight.enter("order")).isEqualTo(ALREADY_IN);
    }

    @Test
    void where_there_is_one_place_alone_it_is_kept_for_who_waits() {
        OrdersInFlight one = new OrdersInFlight(1);
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

    private void enter(int orders) {
        for (int i = 0; i < orders; i++) {
            assertThat(inFlight.enter("order " + i)).isEqualTo(LET_IN);
        }
    }
}
