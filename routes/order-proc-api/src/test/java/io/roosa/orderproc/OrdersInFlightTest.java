package io.roosa.orderproc;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersInFlightTest {

    private final OrdersInFlight inFlight = new OrdersInFlight(10);

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
}
