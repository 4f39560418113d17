package io.roosa.orderproc;

import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.order.OrderJournal;

import static io.roosa.shared.order.OrderStatus.PAYMENT_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

class ReversePaymentRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.attempts", "2");

    private static StepRoutes step;

    @BeforeAll
    static void advise() {
        step = StepRoutes.advised(PROCESS, "reversePayment", "ReversePayment", "restOrder");
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#technicalFailures")
    void a_reversal_that_is_not_acknowledged_lets_the_order_rest_with_its_debt(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.leftBehindOwingReversal(PAYMENT_FAILED), answer, answer);

        assertThat(outcome.ways()).containsExactly("restOrder");
        assertThat(outcome.exchange().getMessage().getBody(OrderJournal.class).reversalOwed()).isTrue();
    }

    @Test
    void a_reversal_that_is_refused_lets_the_order_rest_with_its_debt() {
        StepRoutes.Outcome outcome = step.run(TestOrders.leftBehindOwingReversal(PAYMENT_FAILED), StepRoutes.answers(404, "{}"));

        assertThat(outcome.ways()).containsExactly("restOrder");
        assertThat(outcome.exchange().getMessage().getBody(OrderJournal.class).reversalOwed()).isTrue();
    }

    @Test
    void a_reversal_that_is_acknowledged_pays_the_debt() {
        OrderJournal order = TestOrders.leftBehindOwingReversal(PAYMENT_FAILED);
        PROCESS.store().movedOn(order);

        StepRoutes.Outcome outcome = step.run(order, StepRoutes.unavailable(), StepRoutes.succeeds());

        assertThat(outcome.ways()).isEmpty();
        assertThat(PROCESS.store().journal(order.orderId()).reversalOwed()).isFalse();
    }
}
