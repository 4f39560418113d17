package io.roosa.bench;

import java.time.Duration;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadTest {

    private static final Buffer ORDER = Buffer.buffer("{}");
    private static final Duration STALL = Duration.ofMillis(600);

    @Test
    void orders_come_on_time_and_each_is_followed_to_its_end() {
        try (TinyServer server = new TinyServer(order -> TinyServer.ACCEPTED); Load load = new Load(new Target.Orders(server.port()), ORDER)) {
            Tally tally = load.arrive(200, 400, (placed, shipped) -> { });

            assertThat(tally.placed).isEqualTo(200);
            assertThat(tally.shipped).isEqualTo(200);
            assertThat(tally.open()).isZero();
            assertThat(tally.acceptance.getTotalCount()).isEqualTo(200);
            assertThat((tally.lastShipped - tally.began) / 1e9).as("the last one comes half a second after the first").isGreaterThan(0.45);
        }
    }

    @Test
    void where_cost_is_counted_an_order_is_asked_for_now_and_then_however_soon_that_is_answered() {
        try (TinyServer server = new TinyServer(order -> TinyServer.ACCEPTED, Duration.ofMillis(250)); Load load = new Load(new Target.Orders(server.port()), ORDER)) {
            Tally counted = load.arriveUnwatched(20, 400, (placed, shipped) -> { });
            Tally watched = load.arrive(20, 400, (placed, shipped) -> { });

            assertThat(counted.shipped).isEqualTo(20);
            assertThat(counted.reading.getTotalCount()).as("looks after 100 and 300 ms").isLessThanOrEqualTo(40);
            assertThat(counted.added.getTotalCount()).isZero();
            assertThat(watched.added.getTotalCount()).as("one in twenty tells what was added to it").isEqualTo(1);
        }
    }

    @Test
    void a_stall_cannot_hide() {
        try (TinyServer server = new TinyServer(order -> stallsAt(order, 200)); Load load = new Load(new Target.Orders(server.port()), ORDER)) {
            Tally tally = load.arrive(800, 400, (placed, shipped) -> { });

            // A driver that waits for one order before it sends the next would have one long wait among 800, and no 95th percentile to tell of it.
            assertThat(tally.shipped).isEqualTo(800);
            assertThat(Result.Millis.of(tally.acceptance).p99()).isGreaterThan(STALL.toMillis() * 0.6);
            assertThat(tally.acceptance.getValueAtPercentile(75) / 1e3).as("those who came while it stalled waited too").isGreaterThan(STALL.toMillis() * 0.05);
        }
    }

    @Test
    void what_is_refused_is_told() {
        try (TinyServer server = new TinyServer(order -> order % 4 == 0 ? 503 : TinyServer.ACCEPTED); Load load = new Load(new Target.Orders(server.port()), ORDER)) {
            Tally tally = load.arrive(40, 200, (placed, shipped) -> { });

            assertThat(tally.refused).isEqualTo(10);
            assertThat(tally.shipped).isEqualTo(30);
            assertThat(tally.complaints.keySet()).allMatch(what -> what.contains("503"));
        }
    }

    private static int stallsAt(int order, int at) {
        if (order == at) {
            long until = System.nanoTime() + STALL.toNanos();
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        return TinyServer.ACCEPTED;
    }
}
