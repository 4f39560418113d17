package io.roosa.orderproc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PauseTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());

    private final Pause pause = new Pause(nanos::get);

    @Test
    void the_first_look_waits_for_nothing() {
        assertThat(pause.isOver()).isTrue();
    }

    @Test
    void a_look_at_two_hundred_thousand_orders_is_followed_by_twenty_seconds_without_one() {
        pause.begin(200_000);

        nanos.addAndGet(Duration.ofSeconds(20).toNanos() - 1);
        boolean before = pause.isOver();
        nanos.incrementAndGet();

        assertThat(before).isFalse();
        assertThat(pause.isOver()).isTrue();
    }

    @Test
    void where_nothing_is_in_flight_there_is_no_pause() {
        pause.begin(0);

        assertThat(pause.isOver()).isTrue();
    }
}
