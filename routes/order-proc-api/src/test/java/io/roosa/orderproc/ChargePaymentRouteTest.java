package io.roosa.orderproc;

import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.roosa.shared.order.OrderStatus.INVENTORY_CONFIRMED;
import static io.roosa.shared.order.OrderStatus.PAYMENT_COMPLETED;
import static io.roosa.shared.order.OrderStatus.PAYMENT_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

class ChargePaymentRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "2");

    private static StepRoutes step;

    @BeforeAll
    static void advise() {
        step = StepRoutes.advised(PROCESS, "chargePayment", "ChargePayment", "recordStatus");
    }

    @Test
    void a_charge_that_was_made_completes_the_payment() {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CONFIRMED), StepRoutes.succeeds());

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(PAYMENT_COMPLETED, 1, "", false));
    }

    @Test
    void a_declined_card_is_never_tried_again_and_owes_nothing() {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CONFIRMED), StepRoutes.refuses(402, "PAYMENT_DECLINED"));

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(PAYMENT_FAILED, 1, "PAYMENT_DECLINED", false));
        assertThat(PROCESS.breaker("payment").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415, 422})
    void a_refusal_that_is_no_decline_fails_the_order_at_once_and_owes_a_reversal(int status) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CONFIRMED), StepRoutes.answers(status, "{}"));

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(PAYMENT_FAILED, 1, "HTTP_" + status, true));
        assertThat(PROCESS.breaker("payment").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#technicalFailures")
    void a_technical_failure_is_tried_again_until_it_is_well(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CONFIRMED), answer, StepRoutes.succeeds());

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(PAYMENT_COMPLETED, 2, "", false));
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#technicalFailures")
    void technical_failures_to_the_last_attempt_fail_the_order_owing_a_reversal(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CONFIRMED), answer, answer);

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(PAYMENT_FAILED, 2, reason, true));
    }

    @Test
    void a_decline_after_a_technical_failure_is_a_decline() {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CONFIRMED), StepRoutes.timesOut(), StepRoutes.refuses(402, "PAYMENT_DECLINED"));

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(PAYMENT_FAILED, 2, "PAYMENT_DECLINED", false));
    }
}
