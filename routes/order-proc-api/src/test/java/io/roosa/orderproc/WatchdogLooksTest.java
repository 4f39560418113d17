package io.roosa.orderproc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

class WatchdogLooksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final StoreInMemory store = new StoreInMemory(new Happenings());
    private final MovedClock clock = new MovedClock(NOW);
    private final AtomicLong nanos = new AtomicLong();
    private final Watchdog watchdog = watchdog();

    @AfterEach
    void stops() {
        store.close();
    }

    @Test
    void a_large_set_is_looked_through_after_a_pause_that_grows_with_it() {
        accepted(10_000, NOW);
        watchdog.look();
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        watchdog.look();
        int tooSoon = store.looks();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        watchdog.look();

        assertThat(tooSoon).isEqualTo(1);
        assertThat(store.looks()).isEqualTo(2);
    }

    @Test
    void an_order_that_is_younger_than_the_shortest_deadline_is_not_read() {
        List<String> young = accepted(10, NOW.minus(DEADLINE).plusMillis(1));

        watchdog.look();

        assertThat(young).allMatch(orderId -> store.journalReads(orderId) == 0);
    }

    @Test
    void an_order_whose_id_tells_a_time_to_come_is_read_once_it_was_seen_for_the_shortest_deadline() {
        String ahead = accepted(1, NOW.plus(DEADLINE.multipliedBy(100))).get(0);
        watchdog.look();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        clock.moves(DEADLINE);

        watchdog.look();

        assertThat(store.journalReads(ahead)).isEqualTo(1);
    }

    @Test
    void of_very_many_that_are_due_those_that_have_waited_longest_are_read_first() {
        List<String> longest = accepted(1_500, NOW.minus(DEADLINE.multipliedBy(3)));
        List<String> others = accepted(1_000, NOW.minus(DEADLINE.multipliedBy(2)));

        watchdog.look();

        assertThat(longest).allMatch(orderId -> store.journalReads(orderId) == 1);
        assertThat(others.stream().mapToInt(store::journalReads).sum()).isEqualTo(500);
        assertThat(watchdog.seen()).isEqualTo(new Watchdog.Seen(2_000, Optional.of(NOW.minus(DEADLINE.multipliedBy(3)))));
    }

    @Test
    void after_some_looks_every_order_without_progress_is_counted() {
        accepted(2_500, NOW.minus(DEADLINE.multipliedBy(2)));
        watchdog.look();
        nanos.addAndGet(Duration.ofMillis(250).toNanos());

        watchdog.look();

        assertThat(watchdog.seen().stuck()).isEqualTo(2_500);
    }

    @Test
    void an_order_whose_journal_is_gone_is_counted_as_stuck_and_not_passed_over() {
        List<String> accepted = accepted(2, NOW.minus(DEADLINE.multipliedBy(2)));
        store.cache(OrderStatusStore.JOURNAL).remove(accepted.get(0));
        store.cache(OrderStatusStore.JOURNAL).remove(accepted.get(1));

        watchdog.look();

        assertThat(watchdog.seen()).isEqualTo(new Watchdog.Seen(2, Optional.of(NOW.minus(DEADLINE.multipliedBy(2)))));
    }

    @Test
    void an_order_that_has_left_is_counted_no_more() {
        List<String> stuck = accepted(2, NOW.minus(DEADLINE.multipliedBy(2)));
        watchdog.look();
        store.cache(OrderStatusStore.IN_FLIGHT).remove(stuck.get(0));
        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        watchdog.look();

        assertThat(watchdog.seen().stuck()).isEqualTo(1);
    }

    /** Orders that were accepted then, as the beginning of a UUIDv7 tells, and that nobody has taken up. */
    private List<String> accepted(int orders, Instant at) {
        String time = String.format("%012x", at.toEpochMilli());
        List<OrderJournal> journals = Stream.generate(TestOrders::received).limit(orders)
                .map(order -> OrderJournal.received(time.substring(0, 8) + "-" + time.substring(8) + "-" + order.orderId().substring(14), order.correlationId(), order.traceparent(), at,
                        order.order(), "order-exp-api"))
                .toList();
        journals.forEach(journal -> store.holds(journal, OrderStatus.RECEIVED));
        return journals.stream().map(OrderJournal::orderId).toList();
    }

    private Watchdog watchdog() {
        Map<String, StepPolicy> policies = Stream.of("inventory", "payment", "shipping")
                .collect(Collectors.toMap(Function.identity(), step -> new StepPolicy(step, DEADLINE, 4, Duration.ZERO, Duration.ZERO, DEADLINE, Duration.ZERO,
                        CircuitBreakerConfig.ofDefaults())));
        return new Watchdog(OrderStatusStore.of(store.manager()::getCache), policies, new Breakers(policies.values()), "order-proc-api",
                clock, nanos::get);
    }
}
