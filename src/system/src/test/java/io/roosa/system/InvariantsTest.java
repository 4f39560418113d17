package io.roosa.system;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderStatus;

import static io.roosa.shared.order.OrderStatus.INVENTORY_CHECK_STARTED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_CONFIRMED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_FAILED;
import static io.roosa.shared.order.OrderStatus.PAYMENT_COMPLETED;
import static io.roosa.shared.order.OrderStatus.PAYMENT_FAILED;
import static io.roosa.shared.order.OrderStatus.RECEIVED;
import static io.roosa.shared.order.OrderStatus.SHIPPED;
import static io.roosa.shared.order.OrderStatus.SHIPPING_FAILED;
import static io.roosa.shared.order.OrderStatus.SHIPPING_REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

class InvariantsTest {

    private static final List<OrderStatus> TO_SHIPPED = List.of(RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_CONFIRMED, PAYMENT_COMPLETED,
            SHIPPING_REQUESTED, SHIPPED);
    private static final List<OrderStatus> TO_PAYMENT_FAILED = List.of(RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_CONFIRMED, PAYMENT_FAILED);
    private static final Books SHIPPED_BOOKS = new Books(1, 1, 1, Set.of("c-1"));
    private static final Books UNCHARGED_BOOKS = new Books(0, 0, 0, Set.of("c-1"));
    private static final Duration QUICK = Duration.ofMillis(40);

    @Test
    void a_clean_set_of_every_ending_breaks_nothing() {
        List<Observation> clean = List.of(
                observed(TO_SHIPPED, TO_SHIPPED, QUICK, SHIPPED_BOOKS),
                observed(List.of(RECEIVED, INVENTORY_FAILED), List.of(RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_FAILED), QUICK, UNCHARGED_BOOKS),
                observed(List.of(RECEIVED, PAYMENT_FAILED), TO_PAYMENT_FAILED, QUICK, UNCHARGED_BOOKS),
                observed(List.of(RECEIVED, PAYMENT_FAILED), TO_PAYMENT_FAILED, QUICK, new Books(1, 0, 0, Set.of("c-1"))),
                observed(List.of(RECEIVED, PAYMENT_COMPLETED, SHIPPING_FAILED), List.of(RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_CONFIRMED,
                        PAYMENT_COMPLETED, SHIPPING_REQUESTED, SHIPPING_FAILED), QUICK, new Books(1, 0, 0, Set.of("c-1"))));

        List<Verdict> verdicts = Invariants.judge(clean);

        assertThat(verdicts).hasSize(6).allMatch(Verdict::held);
    }

    @Test
    void an_order_that_never_ends_is_lost() {
        Observation lost = observed(List.of(RECEIVED, INVENTORY_CHECK_STARTED), List.of(RECEIVED, INVENTORY_CHECK_STARTED), QUICK, UNCHARGED_BOOKS);

        assertThat(broken(lost)).containsExactly(Invariant.NEVER_LOST);
    }

    @Test
    void a_status_that_goes_back_leaves_the_graph() {
        Observation back = observed(List.of(RECEIVED, PAYMENT_COMPLETED, INVENTORY_CONFIRMED, SHIPPED), TO_SHIPPED, QUICK, SHIPPED_BOOKS);

        assertThat(broken(back)).containsExactly(Invariant.ONLY_ALONG_THE_GRAPH);
    }

    @Test
    void a_second_ending_leaves_the_graph() {
        Observation twice = observed(List.of(RECEIVED, PAYMENT_FAILED, SHIPPED), TO_SHIPPED, QUICK, SHIPPED_BOOKS);

        assertThat(broken(twice)).containsExactly(Invariant.ONLY_ALONG_THE_GRAPH);
    }

    @Test
    void a_history_that_skips_a_step_leaves_the_graph() {
        Observation skipping = observed(List.of(RECEIVED, SHIPPED), List.of(RECEIVED, INVENTORY_CONFIRMED, PAYMENT_COMPLETED, SHIPPING_REQUESTED,
                SHIPPED), QUICK, SHIPPED_BOOKS);

        assertThat(broken(skipping)).containsExactly(Invariant.ONLY_ALONG_THE_GRAPH);
    }

    @Test
    void two_charges_are_one_too_many_even_when_one_was_given_back() {
        Observation charged = observed(TO_SHIPPED, TO_SHIPPED, QUICK, new Books(2, 1, 1, Set.of("c-1")));

        assertThat(broken(charged)).containsExactly(Invariant.CHARGED_AT_MOST_ONCE, Invariant.AGREES_WITH_THE_LEDGERS);
    }

    @Test
    void a_shipment_of_an_order_whose_payment_failed_disagrees() {
        Observation given = observed(TO_PAYMENT_FAILED, TO_PAYMENT_FAILED, QUICK, new Books(0, 0, 1, Set.of("c-1")));

        assertThat(broken(given)).containsExactly(Invariant.AGREES_WITH_THE_LEDGERS);
    }

    @Test
    void a_charge_that_is_kept_without_a_shipment_disagrees() {
        Observation kept = observed(TO_PAYMENT_FAILED, TO_PAYMENT_FAILED, QUICK, new Books(1, 1, 0, Set.of("c-1")));

        assertThat(broken(kept)).containsExactly(Invariant.AGREES_WITH_THE_LEDGERS);
    }

    @Test
    void a_shipped_order_whose_charge_was_given_back_disagrees() {
        Observation free = observed(TO_SHIPPED, TO_SHIPPED, QUICK, new Books(1, 0, 1, Set.of("c-1")));

        assertThat(broken(free)).containsExactly(Invariant.AGREES_WITH_THE_LEDGERS);
    }

    @Test
    void ledgers_that_cannot_be_read_are_not_taken_for_agreement() {
        Observation blind = new Observation("o-1", "c-1", TO_SHIPPED, TO_SHIPPED, QUICK, 0, Optional.empty());

        assertThat(broken(blind)).containsExactly(Invariant.AGREES_WITH_THE_LEDGERS);
    }

    @Test
    void a_status_that_takes_longer_than_a_second_is_too_slow() {
        Observation slow = observed(TO_SHIPPED, TO_SHIPPED, Duration.ofMillis(1001), SHIPPED_BOOKS);

        assertThat(broken(slow)).containsExactly(Invariant.STATUS_WITHIN_A_SECOND);
    }

    @Test
    void a_status_that_was_not_answered_is_too_slow() {
        Observation silent = new Observation("o-1", "c-1", TO_SHIPPED, TO_SHIPPED, QUICK, 1, Optional.of(SHIPPED_BOOKS));

        assertThat(broken(silent)).containsExactly(Invariant.STATUS_WITHIN_A_SECOND);
    }

    @Test
    void a_call_under_another_correlation_id_is_told() {
        Observation two = observed(TO_SHIPPED, TO_SHIPPED, QUICK, new Books(1, 1, 1, Set.of("c-1", "c-2")));

        assertThat(broken(two)).containsExactly(Invariant.ONE_CORRELATION_ID);
    }

    @Test
    void each_order_that_breaks_an_invariant_is_counted_and_named() {
        Observation lost = observed(List.of(RECEIVED), List.of(RECEIVED), QUICK, UNCHARGED_BOOKS);

        Verdict verdict = Invariants.judge(List.of(lost, lost)).get(0);

        assertThat(verdict.violations()).hasSize(2).allMatch(violation -> violation.startsWith("o-1 "));
    }

    private static Observation observed(List<OrderStatus> seen, List<OrderStatus> history, Duration slowest, Books books) {
        return new Observation("o-1", "c-1", seen, history, slowest, 0, Optional.of(books));
    }

    private static List<Invariant> broken(Observation order) {
        return Invariants.judge(List.of(order)).stream().filter(verdict -> !verdict.held()).map(Verdict::invariant).toList();
    }
}
