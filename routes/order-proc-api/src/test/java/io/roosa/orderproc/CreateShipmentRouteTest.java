package io.roosa.orderproc;

import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.order.OrderJournal;

import static io.roosa.shared.order.OrderStatus.SHIPPED;
import static io.roosa.shared.order.OrderStatus.SHIPPING_FAILED;
import static io.roosa.shared.order.OrderStatus.SHIPPING_REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

class CreateShipmentRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("shipping.attempts", "2");

    private static StepRoutes step;

    @BeforeAll
    static void advise() {
        step = StepRoutes.advised(PROCESS, "createShipment", "CreateShipment", "recordStatus", "settleOrder", "restOrder");
    }

    @Test
    void a_shipment_that_was_made_ends_the_order() {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(SHIPPING_REQUESTED), StepRoutes.succeeds());

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(SHIPPED, 1, "", false));
        assertThat(outcome.ways()).containsExactly("recordStatus", "settleOrder");
    }

    @Test
    void a_refusal_fails_the_order_at_once_and_owes_the_charge_back() {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(SHIPPING_REQUESTED), StepRoutes.refuses(409, "NOT_SHIPPABLE"));

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(SHIPPING_FAILED, 1, "NOT_SHIPPABLE", true));
        assertThat(outcome.ways()).containsExactly("recordStatus", "settleOrder");
        assertThat(PROCESS.breaker("shipping").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#technicalFailures")
    void a_technical_failure_is_tried_again_until_it_is_well(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(SHIPPING_REQUESTED), answer, StepRoutes.succeeds());

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(SHIPPED, 2, "", false));
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#technicalFailures")
    void an_order_fails_only_where_no_call_can_have_shipped_it_and_else_it_rests(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(SHIPPING_REQUESTED), answer, answer);

        if (reason.equals("UNAVAILABLE") || reason.equals("TOO_MANY_REQUESTS") || reason.equals("UNREACHABLE")) {
            assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(SHIPPING_FAILED, 2, reason, true));
            assertThat(outcome.ways()).containsExactly("recordStatus", "settleOrder");
        } else {
            assertThat(outcome.recorded()).isNull();
            assertThat(outcome.ways()).containsExactly("restOrder");
        }
    }

    @Test
    void one_call_of_unknown_outcome_among_sure_ones_is_enough_for_a_rest() {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(SHIPPING_REQUESTED), StepRoutes.timesOut(), StepRoutes.unavailable());

        assertThat(outcome.ways()).containsExactly("restOrder");
    }

    @Test
    void an_order_that_another_copy_may_have_shipped_rests_where_all_calls_of_this_one_were_refused() {
        OrderJournal takenOver = TestOrders.leftBehind(SHIPPING_REQUESTED).claimedBy("second copy");

        StepRoutes.Outcome outcome = step.run(takenOver, StepRoutes.unavailable(), StepRoutes.unavailable());

        assertThat(outcome.recorded()).isNull();
        assertThat(outcome.ways()).containsExactly("restOrder");
    }
}
