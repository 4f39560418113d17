package io.roosa.statusstore;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When orders are written, when only removed, when neither; and when a store that met a full disk ends. */
class DiskReserveTest {

    private static final long MEGABYTE = 1024 * 1024;

    private final AtomicLong free = new AtomicLong(100 * MEGABYTE);
    private final AtomicInteger endings = new AtomicInteger();
    private final DiskReserve reserve = new DiskReserve(64 * MEGABYTE, free::get, endings::incrementAndGet, "the disk");

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
    void a_disk_that_fills_up_does_no_harm_as_long_as_it_fails_no_write() {
        reserve.letsWrite();
        free.set(0);
        reserve.look();

        free.set(100 * MEGABYTE);

        assertThat(reserve.letsWrite()).isTrue();
        assertThat(reserve.isDamaged()).isFalse();
        assertThat(endings).hasValue(0);
    }

    @Test
    void a_write_that_the_disk_has_failed_lets_none_follow_though_there_is_room_again() {
        reserve.letsWrite();

        reserve.failed(new IOException("No space left on device"));

        assertThat(reserve.isDamaged()).isTrue();
        assertThat(reserve.isRefusing()).isTrue();
        assertThat(reserve.letsWrite()).isFalse();
        assertThat(reserve.letsRemove()).isFalse();
    }

    @Test
    void a_store_whose_disk_has_failed_a_write_ends_when_there_is_room_again_and_not_before() {
        free.set(0);
        reserve.failed(new IOException("No space left on device"));
        reserve.look();
        free.set(71 * MEGABYTE);
        reserve.look();
        assertThat(endings).hasValue(0);

        free.set(72 * MEGABYTE);
        reserve.look();

        assertThat(endings).hasValue(1);
    }
}
