package io.roosa.shared.order;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderJournalTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-23T10:00:00Z");

    private final OrderJournal received = OrderJournal.received("order-1", "shop:1", "", ACCEPTED, "{\"price\":7.90}", "order-exp-api");

    @Test
    void a_received_order_belongs_to_nobody_and_may_be_taken_up_at_once() {
        assertThat(received.status()).isEqualTo(OrderStatus.RECEIVED);
        assertThat(received.owner()).isEmpty();
        assertThat(received.claims()).isZero();
        assertThat(received.notBefore()).isEqualTo(ACCEPTED);
        assertThat(received.transitions()).containsExactly(new Transition(OrderStatus.RECEIVED, ACCEPTED, 0, "", "order-exp-api", false));
    }

    @Test
    void what_is_stored_is_read_back_as_it_was() {
        OrderJournal later = received.claimedBy("proc-1").moved(started(), false).released(ACCEPTED.plusSeconds(5));

        assertThat(OrderJournal.parse(later.stored())).isEqualTo(later);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.90", "7.9", "1E+2", "0.0001", "1e2", "12.50000", "\"7.90\""})
    void the_stored_form_of_a_stored_form_is_the_same_text_for_the_compare_and_set_rests_on_it(String price) {
        String stored = OrderJournal.received("order-1", "shop:1", "", ACCEPTED, "{\"price\":" + price + "}", "order-exp-api").stored();

        assertThat(OrderJournal.parse(stored).stored()).isEqualTo(stored);
    }

    @Test
    void the_order_is_stored_again_as_it_was_sent_between_whatever_stands_around_it() {
        String order = "{\"note\":\"\\u00e9 } \\\" ü\",\"items\":[[1.50],{}],\"last\":null}";
        OrderJournal ordered = OrderJournal.received("order-1", "ü", "", ACCEPTED, order, "order-exp-api").claimedBy("proc-1").released(ACCEPTED.plusSeconds(5));

        OrderJournal read = OrderJournal.parse(ordered.stored());

        assertThat(read.order()).isEqualTo(order);
        assertThat(read).isEqualTo(ordered);
    }

    @Test
    void an_order_as_long_as_may_be_is_read_whole() {
        String order = "{\"note\":\"" + "n".repeat(64_000) + "\"}";

        assertThat(OrderJournal.parse(OrderJournal.received("order-1", "shop:1", "", ACCEPTED, order, "order-exp-api").stored()).order()).isEqualTo(order);
    }

    @Test
    void the_history_is_read_alone_in_whichever_place_an_entry_has_it() {
        OrderJournal moved = received.moved(started(), false);
        String older = "{\"orderId\":\"order-1\",\"order\":{\"transitions\":[1]},\"transitions\":[{\"status\":\"RECEIVED\",\"at\":\"2026-11-23T10:00:00Z\",\"by\":\"order-exp-api\"}],\"claims\":1}";

        assertThat(OrderJournal.transitionsOf(moved.stored())).isEqualTo(moved.transitions());
        assertThat(OrderJournal.transitionsOf(older)).extracting(Transition::status).containsExactly(OrderStatus.RECEIVED);
    }

    @Test
    void a_move_that_the_life_cycle_does_not_have_is_refused() {
        Transition shipped = new Transition(OrderStatus.SHIPPED, ACCEPTED, 1, "", "proc-1", false);

        assertThatThrownBy(() -> received.moved(shipped, false)).isInstanceOf(IllegalStateException.class).hasMessageContaining("RECEIVED to SHIPPED");
    }

    @Test
    void a_move_adds_to_the_history_and_says_whether_a_reversal_is_owed() {
        OrderJournal moved = received.moved(started(), true);

        assertThat(moved.status()).isEqualTo(OrderStatus.INVENTORY_CHECK_STARTED);
        assertThat(moved.transitions()).hasSize(2);
        assertThat(moved.reversalOwed()).isTrue();
        assertThat(moved.reversed(ACCEPTED).reversalOwed()).isFalse();
        assertThat(received.transitions()).hasSize(1);
    }

    @Test
    void an_order_that_was_claimed_twice_was_taken_over_and_keeps_its_correlation_id() {
        OrderJournal claimed = received.claimedBy("proc-1");
        OrderJournal claimedAgain = claimed.released(ACCEPTED).claimedBy("proc-2");

        assertThat(claimed.isTakenOver()).isFalse();
        assertThat(claimedAgain.isTakenOver()).isTrue();
        assertThat(claimedAgain.owner()).isEqualTo("proc-2");
        assertThat(claimedAgain.correlationId()).isEqualTo("shop:1");
    }

    @Test
    void an_entry_that_is_none_is_told_without_what_it_holds() {
        assertThatThrownBy(() -> OrderJournal.parse("{\"token\":\"tok_secret\"")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal entry that is none").hasMessageNotContaining("tok_secret");
    }

    private static Transition started() {
        return new Transition(OrderStatus.INVENTORY_CHECK_STARTED, ACCEPTED.plusMillis(1), 0, "", "proc-1", false);
    }
}
