package io.roosa.orderproc;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.Intervention;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class OperatorsActOnOrdersTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.rest", "1h", "shipping.rest", "1h", "payment.attempts", "1", "shipping.attempts", "1",
            "inventory.timeout", "3s", "payment.timeout", "3s");

    @Test
    void a_retry_ends_the_rest_of_an_owed_reversal_and_is_on_record_with_who_and_why() throws Exception {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "shipping", SystemsBelow.refuses(409, "NOT_SHIPPABLE"));
        PROCESS.systems().answer(order.orderId(), "reversal", SystemsBelow.unavailable());
        PROCESS.finds(order);
        PROCESS.happened(order, "rests", 1);
        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("inFlight").asInt() == 0);

        JsonNode taken = body(PROCESS.act(order, "retry"));

        OrderJournal settled = PROCESS.left(order);
        assertThat(taken.path("effect").asText()).isEqualTo("DONE");
        assertThat(settled.status()).isEqualTo(OrderStatus.SHIPPING_FAILED);
        assertThat(settled.reversalOwed()).isFalse();
        assertThat(settled.reversedAt()).isPresent();
        assertThat(settled.interventions()).singleElement().satisfies(done -> {
            assertThat(done.action()).isEqualTo(Intervention.Action.RETRY);
            assertThat(done.by()).isEqualTo("ada");
            assertThat(done.why()).isEqualTo("it is time");
        });
    }

    @Test
    void a_retry_asks_at_once_for_a_shipment_of_which_nothing_is_known() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "shipping", SystemsBelow.answers(500, ""));
        PROCESS.finds(order);
        PROCESS.happened(order, "rests", 1);
        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("inFlight").asInt() == 0);

        PROCESS.act(order, "retry");

        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void an_order_that_has_ended_and_owes_nothing_is_neither_driven_on_nor_stopped() {
        OrderJournal order = PROCESS.lives(TestOrders.received());

        assertThat(PROCESS.act(order, "retry").statusCode()).isEqualTo(409);
        assertThat(PROCESS.act(order, "cancel").statusCode()).isEqualTo(409);
        assertThat(PROCESS.store().journal(order.orderId())).isEqualTo(order);
    }

    @Test
    void an_order_that_is_stopped_while_its_stock_is_looked_up_is_never_charged() throws Exception {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "inventory", PROCESS.systems().hangs());
        PROCESS.finds(order);
        PROCESS.happened(order, "call inventory", 1);

        JsonNode first = body(PROCESS.act(order, "cancel"));
        JsonNode again = body(PROCESS.act(order, "cancel"));

        OrderJournal stopped = PROCESS.left(order);
        assertThat(first.path("effect").asText()).isEqualTo("DONE");
        assertThat(again.path("effect").asText()).isEqualTo("NONE");
        assertThat(PROCESS.history(order)).containsExactly(OrderStatus.RECEIVED, OrderStatus.INVENTORY_CHECK_STARTED, OrderStatus.INVENTORY_FAILED);
        assertThat(stopped.transitions().get(2).reason()).isEqualTo("CANCELLED");
        assertThat(stopped.interventions()).hasSize(1);
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(OrderStatus.INVENTORY_FAILED);
        assertThat(PROCESS.systems().calls(order.orderId(), "payment")).isEmpty();
    }

    @Test
    void an_order_that_nobody_has_taken_up_is_stopped_along_the_life_cycle() throws Exception {
        OrderJournal order = TestOrders.received();
        PROCESS.store().movedOn(order);
        PROCESS.store().cache("order-status").put(order.orderId(), "RECEIVED");

        body(PROCESS.act(order, "cancel"));

        assertThat(PROCESS.history(order)).containsExactly(OrderStatus.RECEIVED, OrderStatus.INVENTORY_CHECK_STARTED, OrderStatus.INVENTORY_FAILED);
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(OrderStatus.INVENTORY_FAILED);
        assertThat(PROCESS.store().journal(order.orderId()).claims()).isEqualTo(1);
    }

    @Test
    void an_order_that_may_be_charged_at_this_moment_is_not_stopped() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "payment", PROCESS.systems().hangs());
        PROCESS.finds(order);
        PROCESS.happened(order, "call payment", 1);

        HttpResponse<String> answer = PROCESS.act(order, "cancel");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("may be charged at this moment");
    }

    @Test
    void an_unknown_order_and_an_action_without_a_name_or_a_reason_are_refused() {
        assertThat(PROCESS.act(TestOrders.received(), "retry").statusCode()).isEqualTo(404);
        assertThat(PROCESS.act(TestOrders.received(), "cancel").statusCode()).isEqualTo(404);
        assertThat(PROCESS.post("/process/orders/" + TestOrders.received().orderId() + "/actions/cancel", "{\"by\":\"ada\"}").statusCode()).isEqualTo(422);
    }

    private static JsonNode body(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }
}
