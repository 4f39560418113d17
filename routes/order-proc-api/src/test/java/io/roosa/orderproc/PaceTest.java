package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

    private static final int AT_FIRST = 10;
    private static final Duration ORDER_TAKES = Duration.ofSeconds(6);

    private final OrdersInFlight inFlight = new OrdersInFlight(1_000, 1_000);
    private final Pace pace = new Pace(AT_FIRST, ORDER_TAKES, inFlight);
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");
    private int made;

    @Test
    void a_copy_that_has_shown_nothing_yet_takes_up_a_few() {
        takesUp(look());

        int more = look();

        assertThat(more).isZero();
    }

    @Test
    void what_has_left_makes_room_for_as_many() {
        List<String> taken = takesUp(look());
        inFlight.leave(taken.get(0));

        int more = look();

        assertThat(more).isEqualTo(1);
    }

    @Test
    void a_copy_that_ends_many_works_on_more_at_once_in_proportion() {
        for (int second = 0; second < 60; second++) {
            takesUp(Math.min(look(), 50)).forEach(inFlight::leave);
        }

        List<String> waiting = new ArrayList<>();
        for (int look = 0; look < 5; look++) {
            takesUp(look()).forEach(orderId -> {
                inFlight.trying(orderId, attempts());
                waiting.add(orderId);
            });
            // The pace is what it has shown: so that it stays, as many others leave.
            IntStream.range(0, 50).forEach(one -> inFlight.leave("other"));
        }

        assertThat(waiting).as("50 a second, each of which may take 6 s for a slow system").hasSizeBetween(285, 300);
    }

    @Test
    void of_those_that_wait_for_no_system_there_are_as_many_as_end_within_two_looks() {
        for (int second = 0; second < 60; second++) {
            takesUp(Math.min(look(), 50)).forEach(inFlight::leave);
        }

        List<String> taken = takesUp(look());

        assertThat(taken).as("50 a second").hasSizeBetween(95, 100);
        assertThat(look()).isZero();
        inFlight.trying(taken.get(0), attempts());
        inFlight.leave(taken.get(1));
        assertThat(inFlight.inHandFromStore()).isEqualTo(taken.size() - 2);
    }

    @Test
    void a_copy_whose_orders_do_not_end_any_more_goes_back_to_a_few() {
        for (int second = 0; second < 60; second++) {
            takesUp(Math.min(look(), 50)).forEach(inFlight::leave);
        }

        for (int second = 0; second < 30; second++) {
            look();
        }

        assertThat(look()).isEqualTo(AT_FIRST);
    }

    @Test
    void no_pace_lets_in_more_than_there_is_place_for() {
        OrdersInFlight small = new OrdersInFlight(3, 3);

        assertThat(new Pace(AT_FIRST, ORDER_TAKES, small).room(now)).isEqualTo(3);
    }

    private static Attempts attempts() {
        Duration any = Duration.ofSeconds(1);
        return new Attempts(new StepPolicy("inventory", any, 4, any, any, any, any, CircuitBreakerConfig.ofDefaults()), Clock.systemUTC(), new Random(1));
    }

    private int look() {
        now = now.plusSeconds(1);
        return pace.room(now);
    }

    private List<String> takesUp(int orders) {
        List<String> taken = IntStream.range(0, orders).mapToObj(one -> "order-" + made++).toList();
        taken.forEach(inFlight::enterFromStore);
        pace.takesUp(taken);
        return taken;
    }
}
