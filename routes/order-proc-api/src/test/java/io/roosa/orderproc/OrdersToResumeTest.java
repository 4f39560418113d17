package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;
import io.roosa.shared.store.StoreReach;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersToResumeTest {

    private static final String SELF = "order-proc-api-self";
    private static final String OTHER = "order-proc-api-other";

    private final StoreInMemory store = new StoreInMemory(new Happenings());
    private final OrderStatusStore asked = OrderStatusStore.of(store.manager()::getCache);
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void stops() {
        store.close();
    }

    @Test
    void a_copy_without_a_place_looks_for_no_order_and_still_tells_how_many_wait() {
        OrdersInFlight full = new OrdersInFlight(1, 1);
        full.enter(waits(1).get(0));
        waits(3);
        OrdersToResume toResume = toResume(full);

        List<String> found = toResume.find();

        assertThat(found).isEmpty();
        assertThat(store.looks()).isZero();
        assertThat(toResume.backlog()).isEqualTo(3);
    }

    @Test
    void the_oldest_are_taken_up_first_and_no_more_than_there_is_place_for() {
        List<String> waiting = waits(50);

        List<String> found = toResume(new OrdersInFlight(10, 10)).find();

        assertThat(found).isEqualTo(waiting.subList(0, 10));
    }

    @Test
    void one_look_at_the_set_serves_all_that_it_met_however_few_are_taken_up_at_a_time() {
        List<String> waiting = waits(500);
        OrdersToResume toResume = toResume(new OrdersInFlight(100, 100));
        List<String> found = new ArrayList<>();

        for (int time = 0; time < 5; time++) {
            found.addAll(toResume.find());
        }

        assertThat(found).isEqualTo(waiting);
        assertThat(store.looks()).isEqualTo(1);
    }

    @Test
    void a_set_is_looked_through_again_after_a_pause_that_grows_with_it() {
        waits(500);
        OrdersToResume toResume = toResume(new OrdersInFlight(500, 500));
        toResume.find();
        nanos.addAndGet(Duration.ofMillis(49).toNanos());
        List<String> tooSoon = toResume.find();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        List<String> again = toResume.find();

        assertThat(tooSoon).isEmpty();
        assertThat(again).as("none of them was let in").hasSize(500);
        assertThat(store.looks()).isEqualTo(2);
    }

    @Test
    void more_than_one_look_can_remember_are_all_taken_up_without_a_pause() {
        List<String> waiting = waits(20_100);
        OrdersInFlight inFlight = new OrdersInFlight(30_000, 30_000);
        OrdersToResume toResume = toResume(inFlight);
        List<String> found = new ArrayList<>(toResume.find());
        found.forEach(inFlight::enterFromStore);

        found.addAll(toResume.find());

        assertThat(found).isEqualTo(waiting);
        assertThat(store.looks()).isEqualTo(2);
        assertThat(toResume.backlog()).isEqualTo(100);
    }

    @Test
    void what_is_this_copys_share_comes_before_what_is_anothers() {
        otherLives();
        List<String> waiting = waits(100);

        List<String> found = toResume(new OrdersInFlight(100, 100)).find();

        List<String> sharing = List.of(OTHER, SELF);
        assertThat(found).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(found).isSortedAccordingTo(Comparator.comparing((String orderId) -> Math.floorMod(orderId.hashCode(), sharing.size()) != sharing.indexOf(SELF))
                .thenComparing(Comparator.naturalOrder()));
    }

    @Test
    void an_order_that_has_left_since_it_was_remembered_is_not_taken_up() {
        List<String> waiting = waits(2);
        OrdersToResume toResume = toResume(new OrdersInFlight(1, 1));
        toResume.find();
        store.cache(OrderStatusStore.IN_FLIGHT).remove(waiting.get(1));

        List<String> found = toResume.find();

        assertThat(found).isEmpty();
        assertThat(store.looks()).isEqualTo(1);
    }

    @Test
    void an_order_that_another_copy_took_since_it_was_remembered_is_left_to_it() {
        otherLives();
        List<String> waiting = waits(2);
        OrdersToResume toResume = toResume(new OrdersInFlight(1, 1));
        // Which of them comes first is a matter of whose share it is.
        String first = toResume.find().get(0);
        String remembered = waiting.get(waiting.indexOf(first) == 0 ? 1 : 0);
        store.movedOn(store.journal(remembered).claimedBy(OTHER));

        List<String> found = toResume.find();

        assertThat(found).isEmpty();
    }

    @Test
    void orders_of_a_living_copy_do_not_keep_others_from_being_found() {
        otherLives();
        waits(450).forEach(orderId -> store.movedOn(store.journal(orderId).claimedBy(OTHER)));
        String last = waits(1, "ffffffff").get(0);
        OrdersToResume toResume = toResume(new OrdersInFlight(1, 1));

        List<String> found = toResume.find();

        assertThat(found).containsExactly(last);
        // Its share of the set comes first, so that there may be some left to read.
        assertThat(toResume.find()).isEmpty();
        assertThat(toResume.find()).isEmpty();
        assertThat(toResume.backlog()).as("the last, which was not let in").isEqualTo(1);
    }

    @Test
    void an_order_whose_journal_could_not_be_read_is_found_the_next_time() {
        List<String> waiting = waits(1);
        OrdersToResume toResume = toResume(new OrdersInFlight(1, 1));
        store.breaksListsOf(OrderStatusStore.JOURNAL);
        try {
            toResume.find();
        } catch (RuntimeException outOfReach) {
            store.heals();
        }

        List<String> found = toResume.find();

        assertThat(found).isEqualTo(waiting);
    }

    /** So many orders that nobody works on, oldest first. */
    private List<String> waits(int orders) {
        return waits(orders, "");
    }

    private List<String> waits(int orders, String beginning) {
        List<OrderJournal> journals = Stream.generate(TestOrders::received).limit(orders)
                .map(journal -> OrderJournal.received(beginning + journal.orderId().substring(beginning.length()), journal.correlationId(), journal.traceparent(), journal.acceptedAt(),
                        journal.order(), "order-exp-api"))
                .sorted(Comparator.comparing(OrderJournal::orderId)).toList();
        journals.forEach(journal -> store.holds(journal, OrderStatus.RECEIVED));
        return journals.stream().map(OrderJournal::orderId).toList();
    }

    private void otherLives() {
        store.cache(OrderStatusStore.COPIES).put(OTHER, "since the test says so");
    }

    private OrdersToResume toResume(OrdersInFlight inFlight) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
        Copies copies = new Copies(asked, SELF, Duration.ZERO, Duration.ofMinutes(1), new StoreReach("in memory", "orders wait"), clock);
        copies.beat();
        return new OrdersToResume(asked, copies, inFlight, new Pace(1_000_000, Duration.ofSeconds(1), inFlight), clock, nanos::get);
    }
}
