package io.roosa.orderproc;

import java.io.IOException;
import java.util.stream.Stream;

import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.roosa.shared.order.OrderStatus.INVENTORY_CHECK_STARTED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_CONFIRMED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class CheckInventoryRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("inventory.attempts", "2");

    private static StepRoutes step;

    @BeforeAll
    static void advise() {
        step = StepRoutes.advised(PROCESS, "checkInventory", "CheckInventory", "recordStatus");
    }

    @Test
    void goods_that_are_there_confirm_the_order() {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CHECK_STARTED), StepRoutes.succeeds());

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(INVENTORY_CONFIRMED, 1, "", false));
        assertThat(outcome.ways()).containsExactly("recordStatus");
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#refusals")
    void a_refusal_fails_the_order_at_the_first_call_and_moves_no_breaker(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CHECK_STARTED), answer);

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(INVENTORY_FAILED, 1, reason, false));
        assertThat(PROCESS.breaker("inventory").getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(PROCESS.breaker("inventory").getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#technicalFailures")
    void a_technical_failure_is_tried_again_until_it_is_well(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CHECK_STARTED), answer, StepRoutes.succeeds());

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(INVENTORY_CONFIRMED, 2, "", false));
        assertThat(PROCESS.breaker("inventory").getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.roosa.orderproc.CheckInventoryRouteTest#technicalFailures")
    void technical_failures_to_the_last_attempt_fail_the_order(Processor answer, String reason) {
        StepRoutes.Outcome outcome = step.run(TestOrders.unowned(INVENTORY_CHECK_STARTED), answer, answer);

        assertThat(outcome.recorded()).isEqualTo(new Journal.Outcome(INVENTORY_FAILED, 2, reason, false));
        assertThat(outcome.exchange().getMessage().getBody()).isInstanceOf(io.roosa.shared.order.OrderJournal.class);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(arguments(StepRoutes.refuses(409, "OUT_OF_STOCK"), "OUT_OF_STOCK"), arguments(StepRoutes.answers(400, "{}"), "HTTP_400"),
                arguments(StepRoutes.answers(404, "<html>"), "HTTP_404"));
    }

    /** What section 5 calls a technical failure, and the word it leaves in the history. */
    static Stream<Arguments> technicalFailures() {
        return Stream.of(
                arguments(StepRoutes.answers(503, ""), "UNAVAILABLE"),
                arguments(StepRoutes.answers(429, ""), "TOO_MANY_REQUESTS"),
                arguments(StepRoutes.answers(408, ""), "TIMEOUT"),
                arguments(StepRoutes.answers(500, "{}"), "HTTP_500"),
                arguments(StepRoutes.answers(504, "{}"), "TIMEOUT"),
                arguments(StepRoutes.timesOut(), "TIMEOUT"),
                arguments(StepRoutes.breaks(new IOException("Connection reset")), "CONNECTION_LOST"),
                arguments(StepRoutes.unreachable(), "UNREACHABLE"),
                arguments(StepRoutes.answers(200, "<html>"), "BROKEN_ANSWER"),
                arguments(StepRoutes.answers(200, "[]"), "BROKEN_ANSWER"));
    }
}
