package io.roosa.statusstore;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When orders are written, when only removed, when neither; and when a store that met a full disk ends. */
class DiskReserveTest {

    private static final long MEGABYTE = 1024 * 1024;

    private final AtomicLong free = new AtomicLong(100 * MEGABYTE);
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger endings = new AtomicInteger();
    private final DiskReserve reserve = new DiskReserve(64 * MEGABYTE, free::get, now::get, endings::incrementAndGet, "the disk");

    @Test
    void orders_are_refused_below_the_reserve_and_written_again_above_it() {
        assertThat(reserve.letsWrite()).isTrue();

        free.set(64 * MEGABYTE - 1);

        assertThat(reserve.letsWrite()).isFalse();
        assertThat(reserve.isRefusing()).isTrue();
        assertThat(reserve.refusal()).contains("64.0 MB free on the disk", "order-status-store.disk-reserve = 64.0 MB", "make room there");
        free.set(72 * MEGABYTE);
        assertThat(reserve.letsWrite()).isTrue();
        assertThat(reserve.isRefusing()).isFalse();
    }

    @Test
    void a_disk_at_the_very_edge_does_not_change_its_mind_with_every_order() {
        free.set(63 * MEGABYTE);
        reserve.look();

        free.set(65 * MEGABYTE);

        assertThat(reserve.letsWrite()).isFalse();
    }

    @Test
    void what_is_removed_may_use_up_half_of_the_reserve() {
        free.set(32 * MEGABYTE);

        assertThat(reserve.letsRemove()).isTrue();

        free.set(32 * MEGABYTE - 1);
        assertThat(reserve.letsRemove()).isFalse();
    }

    @Test
    void a_disk_that_fills_up_long_after_the_last_write_does_no_harm() {
        reserve.letsWrite();
        free.set(10 * MEGABYTE);
        pass(2);
        reserve.look();

        free.set(0);
        reserve.look();
        free.set(100 * MEGABYTE);

        assertThat(reserve.letsWrite()).isTrue();
        assertThat(endings).hasValue(0);
    }

    @Test
    void a_disk_that_is_full_at_once_after_a_write_ends_the_store_when_there_is_room_again_and_not_before() {
        reserve.letsWrite();
        free.set(0);

        reserve.look();

        assertThat(reserve.isDamaged()).isTrue();
        assertThat(endings).hasValue(0);
        free.set(100 * MEGABYTE);
        assertThat(reserve.letsWrite()).isFalse();
        assertThat(reserve.letsRemove()).isFalse();
        assertThat(endings).hasPositiveValue();
    }

    @Test
    void a_write_that_the_disk_has_failed_lets_none_follow() {
        reserve.letsWrite();

        reserve.failed(new IOException("No space left on device"));

        assertThat(reserve.isRefusing()).isTrue();
        assertThat(reserve.letsWrite()).isFalse();
        assertThat(endings).hasPositiveValue();
    }

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
