package io.roosa.orderproc;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.roosa.orderproc.Proof.Books;
import io.roosa.orderproc.Proof.Promise;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class ProofTest {

    private static final OrderJournal SHIPPED = TestOrders.unowned(OrderStatus.SHIPPED);
    private static final Set<String> ITS_OWN = Set.of(SHIPPED.correlationId());

    @Test
    void an_order_that_was_charged_and_shipped_once_keeps_every_promise() {
        assertThat(Proof.violations(SHIPPED, "SHIPPED", new Books(1, 1, 1, ITS_OWN))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = OrderStatus.class, names = {"INVENTORY_FAILED", "PAYMENT_FAILED", "SHIPPING_FAILED"})
    void an_order_that_failed_keeps_every_promise_when_all_money_went_back(OrderStatus end) {
        assertThat(Proof.violations(TestOrders.unowned(end), end.name(), new Books(1, 0, 0, Set.of()))).isEmpty();
    }

    @Test
    void a_second_charge_is_told() {
        assertThat(Proof.violations(SHIPPED, "SHIPPED", new Books(2, 2, 1, ITS_OWN))).containsOnlyKeys(Promise.CHARGED_ONCE, Promise.AGREES_WITH_THE_LEDGERS);
    }

    @Test
    void money_kept_for_what_was_not_shipped_is_told() {
        assertThat(Proof.violations(TestOrders.unowned(OrderStatus.SHIPPING_FAILED), "SHIPPING_FAILED", new Books(1, 1, 0, Set.of())))
                .containsOnlyKeys(Promise.AGREES_WITH_THE_LEDGERS);
    }

    @Test
    void a_status_that_shows_something_else_than_the_journal_is_told() {
        assertThat(Proof.violations(SHIPPED, "SHIPPING_REQUESTED", new Books(1, 1, 1, ITS_OWN))).containsOnlyKeys(Promise.ENDS);
    }

    @Test
    void an_order_that_left_without_an_end_is_told() {
        assertThat(Proof.violations(TestOrders.unowned(OrderStatus.PAYMENT_COMPLETED), "PAYMENT_COMPLETED", new Books(1, 0, 0, Set.of())))
                .containsOnlyKeys(Promise.ENDS);
    }

    @Test
    void a_leap_in_the_life_cycle_is_told() {
        OrderJournal leapt = new OrderJournal(SHIPPED.orderId(), SHIPPED.correlationId(), "", SHIPPED.acceptedAt(), SHIPPED.order(), "", 1, SHIPPED.acceptedAt(),
                false, SHIPPED.transitions().stream().filter(each -> each.status() != OrderStatus.PAYMENT_COMPLETED).toList(), SHIPPED.reversedAt(),
                SHIPPED.interventions());

        assertThat(Proof.violations(leapt, "SHIPPED", new Books(1, 1, 1, ITS_OWN))).containsOnlyKeys(Promise.ALONG_THE_LIFE_CYCLE);
    }

    @Test
    void a_call_under_another_correlation_id_is_told() {
        assertThat(Proof.violations(SHIPPED, "SHIPPED", new Books(1, 1, 1, Set.of(SHIPPED.correlationId(), "another"))))
                .containsOnlyKeys(Promise.ONE_CORRELATION_ID);
    }

    @Test
    void an_order_that_settles_twice_is_examined_once() {
        Proof proof = new Proof();

        proof.settled(SHIPPED);
        proof.settled(SHIPPED);

        assertThat(proof.next()).containsExactly(SHIPPED);
    }

    @Test
    void books_add_up_over_the_systems() throws Exception {
        Books books = Books.NONE
                .plus(Json.MAPPER.readTree("{\"calls\":[{\"correlationId\":\"a\"}],\"totals\":{\"charges\":1,\"reversals\":0,\"netCharges\":1}}"))
                .plus(Json.MAPPER.readTree("{\"calls\":[{\"correlationId\":\"a\"},{\"correlationId\":\"b\"}],\"totals\":{\"shipments\":1}}"));

        assertThat(books).isEqualTo(new Books(1, 1, 1, Set.of("a", "b")));
    }
}
