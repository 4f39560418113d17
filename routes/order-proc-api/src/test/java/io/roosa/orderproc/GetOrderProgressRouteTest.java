package io.roosa.orderproc;

import java.net.http.HttpResponse;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;
class GetOrderProgressRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void an_order_that_waits_for_its_retry_tells_who_works_on_it_how_often_it_was_tried_and_when_it_is_again() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "payment", SystemsBelow.unavailable(), SystemsBelow.answers(503, "", "Retry-After", "2"));
        PROCESS.finds(order);
        PROCESS.await().until(() -> progress(order).at("/attempts/payment").asInt() == 2 && progress(order).has("nextRetryAt"));

        JsonNode progress = progress(order);

        assertThat(Promised.violations("OrderProgress", progress)).isEmpty();
        assertThat(progress.get("status").asText()).isEqualTo("INVENTORY_CONFIRMED");
        assertThat(progress.get("owner").asText()).isEqualTo(PROCESS.json("/process/summary").get("copyId").asText());
        assertThat(progress.at("/attempts/inventory").asInt()).isEqualTo(1);
        assertThat(progress.get("reversalOwed").asBoolean()).isFalse();
        PROCESS.left(order);
    }

    @Test
    void a_finished_order_tells_its_attempts_and_neither_an_owner_nor_a_retry() {
        OrderJournal order = TestOrders.received();
        PROCESS.lives(order);

        JsonNode progress = progress(order);

        assertThat(Promised.violations("OrderProgress", progress)).isEmpty();
        assertThat(progress.toString()).isEqualTo("{\"orderId\":\"" + order.orderId()
                + "\",\"status\":\"SHIPPED\",\"attempts\":{\"inventory\":1,\"payment\":1,\"shipping\":1},\"reversalOwed\":false}");
    }

    @Test
    void an_order_that_rests_tells_when_its_rest_is_over() {
        OrderJournal order = TestOrders.leftBehindOwingReversal(OrderStatus.PAYMENT_FAILED).released(Instant.parse("2099-01-01T00:00:00Z"));
        PROCESS.finds(order);

        JsonNode progress = progress(order);

        assertThat(Promised.violations("OrderProgress", progress)).isEmpty();
        assertThat(progress.get("nextRetryAt").asText()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(progress.get("reversalOwed").asBoolean()).isTrue();
        assertThat(progress.has("owner")).isFalse();
    }

    @Test
    void an_order_that_nobody_accepted_is_not_found() {
        HttpResponse<String> answer = PROCESS.get("/process/orders/" + TestOrders.received().orderId());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private static JsonNode progress(OrderJournal order) {
        return PROCESS.json("/process/orders/" + order.orderId());
    }
}
