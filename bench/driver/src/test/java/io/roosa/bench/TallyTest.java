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
    void a_wait_beyond_the_scale_is_counted_at_its_end() {
        Histogram histogram = new Tally().acceptance;

        Tally.note(histogram, 3_600_000_000_000L);

        assertThat(Result.Millis.of(histogram).max()).isGreaterThanOrEqualTo(60_000);
    }
}
