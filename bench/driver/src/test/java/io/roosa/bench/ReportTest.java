package io.roosa.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private static final Result.Millis WAITS = new Result.Millis(1.5, 9.5, 20);

    @Test
    void each_contender_has_its_line_and_what_is_not_counted_stands_in_brackets() {
        Map<String, Result.Share> processes = new LinkedHashMap<>();
        processes.put("order-proc-api", new Result.Share(true, 1.25, 300));
        processes.put("payment-sys-api", new Result.Share(false, 0.5, 200));

        String table = table(new Result("roosa", "ROOSA", "", 1_000, 200, 100, 100, 200, 199, 400, 1.25, 1.0, processes, 1.1, WAITS, WAITS, WAITS, Map.of(), List.of()));

        assertThat(table).contains("ROOSA", "1.25", "order-proc-api 1.25 (300), [payment-sys-api 0.50 (200)]").doesNotContain(" of 100 shipped");
    }

    @Test
    void one_that_could_not_be_had_is_shown_with_its_reason() {
        assertThat(table(Result.skipped(Contender.values()[0], "not built"))).contains(Contender.values()[0].title()).contains("skipped: not built");
    }

    @Test
    void orders_that_were_not_shipped_are_told_with_the_complaints() {
        String table = table(new Result("roosa", "ROOSA", "", 1_000, 200, 100, 97, 200, 199, 400, 1.25, 1.0, Map.of(), 1.1, WAITS, WAITS, WAITS, Map.of("503", 3), List.of()));

        assertThat(table).contains("97 of 100 shipped; {503=3}");
    }

    @Test
    void a_run_fails_where_an_order_was_not_shipped_one_that_was_watched_too() {
        Result all = new Result("roosa", "ROOSA", "", 1_000, 200, 100, 100, 200, 199, 400, 1.25, 1.0, Map.of(), 1.1, WAITS, WAITS, WAITS, Map.of("503", 3), List.of());
        Result counted = new Result("roosa", "ROOSA", "", 1_000, 200, 100, 99, 200, 199, 400, 1.25, 1.0, Map.of(), 1.1, WAITS, WAITS, WAITS, Map.of(), List.of());
        Result watched = new Result("roosa", "ROOSA", "", 1_000, 200, 100, 100, 200, 199, 400, 1.25, 1.0, Map.of(), 1.1, WAITS, WAITS, WAITS,
                Map.of(Tally.WATCHED_NOT_SHIPPED, 1), List.of());

        assertThat(all.shippedAll()).isTrue();
        assertThat(counted.shippedAll()).isFalse();
        assertThat(watched.shippedAll()).isFalse();
    }

    @Test
    void one_whose_warm_up_was_cut_short_is_told_apart_from_one_that_is_warm() {
        Result warm = new Result("vertx", "Vert.x", "", 1_000, 200, 100, 100, 200, 199, 400, 1.25, 1.0, Map.of(), 1.1, WAITS, WAITS, WAITS, Map.of(), List.of());
        Result cold = new Result("roosa", "ROOSA", "", 999, 200, 100, 100, 200, 199, 400, 1.25, 1.0, Map.of(), 1.1, WAITS, WAITS, WAITS, Map.of(), List.of());

        assertThat(table(warm)).doesNotContain("NOT WARM");
        assertThat(table(cold)).contains("ROOSA: NOT WARM, shipped 999 of 1000 orders before it was measured");
    }

    @Test
    void rounds_stand_side_by_side_so_that_the_noise_can_be_seen() {
        String table = table(new Result("roosa", "ROOSA", "", 1_000, 200, 100, 100, 200, 199, 400, 1.25, 1.0, Map.of(), 1.1, WAITS, WAITS, WAITS, Map.of(),
                List.of(new Result.Round(400, 200, 1.5, 1.25), new Result.Round(300, 150, 3.0, 2.5))));

        assertThat(table).contains("1.50 1.25, 3.00 2.50");
    }

    private static String table(Result result) {
        return new Report(Instant.EPOCH, new Machine(2, "a processor", 1024, "Linux", "a JDK", 0.5), List.of("-Xmx512m"), 1_000, List.of(result)).table();
    }
}
