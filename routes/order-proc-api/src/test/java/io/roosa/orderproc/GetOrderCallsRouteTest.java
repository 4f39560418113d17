package io.roosa.orderproc;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class GetOrderCallsRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.deadline", "300ms");

    @Test
    void every_attempt_of_an_order_is_told_with_its_outcome() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "inventory", SystemsBelow.unavailable());
        PROCESS.systems().answer(order.orderId(), "payment", SystemsBelow.refuses(402, "PAYMENT_DECLINED"));
        PROCESS.lives(order);

        JsonNode told = PROCESS.json("/process/calls/" + order.orderId());

        assertThat(Promised.violations("CallsOfOrder", told)).isEmpty();
        assertThat(told.at("/calls").findValuesAsText("operation")).containsExactly("checkInventory", "checkInventory", "chargePayment");
        assertThat(told.at("/calls").findValuesAsText("outcome")).containsExactly("UNAVAILABLE", "DONE", "PAYMENT_DECLINED");
        assertThat(told.at("/calls").findValuesAsText("again")).containsExactly("true", "false", "false");
    }

    @Test
    void a_call_that_the_breaker_refused_is_told_as_one_that_never_left() {
        OrderJournal order = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.breaker("payment").transitionToOpenState();
        PROCESS.lives(order);

        JsonNode told = PROCESS.json("/process/calls/" + order.orderId());

        assertThat(told.at("/calls").findValuesAsText("outcome")).contains("BREAKER_OPEN");
    }

    @Test
    void of_an_order_that_nobody_called_for_nothing_is_told() {
        JsonNode told = PROCESS.json("/process/calls/" + TestOrders.received().orderId());

        assertThat(told.at("/calls").isEmpty()).isTrue();
    }
}
