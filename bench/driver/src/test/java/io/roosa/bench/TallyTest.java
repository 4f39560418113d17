package io.roosa.bench;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {

    @Test
    void an_order_is_open_until_its_end_is_known() {
        Tally tally = new Tally();
        tally.placed = 10;
        tally.refused = 1;
        tally.shipped = 5;
        tally.otherwise = 2;

        assertThat(tally.open()).isEqualTo(2);
    }

    @Test
    void a_complaint_about_one_order_is_one_about_another() {
        Tally tally = new Tally();

        tally.complain("/orders/01a209ae-d2fd-73fe-ba36-d8f4487cb885/status answered 503");
        tally.complain("/orders/01a209ae-d2fd-73fe-ba36-d8f4487cb886/status answered 503");

        assertThat(tally.complaints).hasSize(1).containsValue(2);
    }

    @Test
    void rounds_are_counted_together() {
        Tally all = new Tally();
        Tally round = new Tally();
        round.placed = 3;
        round.shipped = 2;
        round.otherwise = 1;
        round.complain("an order ended SHIPPING_FAILED");
        Tally.note(round.acceptance, 5_000_000);

        all.add(round);
        all.add(round);

        assertThat(all.placed).isEqualTo(6);
        assertThat(all.open()).isZero();
        assertThat(all.complaints).containsEntry("an order ended SHIPPING_FAILED", 2);
        assertThat(all.acceptance.getTotalCount()).isEqualTo(2);
    }

    @Test
    void orders_that_are_watched_closely_tell_what_was_added_and_count_for_nothing_else() {
        Tally counted = new Tally();
        counted.placed = 3;
        counted.shipped = 3;
        Tally watched = new Tally();
        watched.placed = 40;
        watched.shipped = 38;
        Tally.note(watched.added, 5_000_000);
        Tally.note(watched.reading, 1_000_000);

        counted.addWatched(watched);

        assertThat(counted.shipped).isEqualTo(3);
        assertThat(counted.added.getTotalCount()).isEqualTo(1);
        assertThat(counted.reading.getTotalCount()).isZero();
        assertThat(counted.complaints).as("what became of them is told all the same").containsEntry("watched and not shipped", 2);
    }

    @Test
    void a_wait_beyond_the_scale_is_counted_at_its_end() {
        Histogram histogram = new Tally().acceptance;

        Tally.note(histogram, 3_600_000_000_000L);

        assertThat(Result.Millis.of(histogram).max()).isGreaterThanOrEqualTo(60_000);
    }
}
