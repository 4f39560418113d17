package io.roosa.orderproc;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class GetProcessBoardRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void a_board_counts_the_orders_that_ended_and_how_long_they_took() {
        PROCESS.lives(TestOrders.received());

        PROCESS.await().untilAsserted(() -> {
            JsonNode board = PROCESS.json("/process/board");
            assertThat(Promised.violations("ProcessBoard", board)).isEmpty();
            assertThat(board.path("ended").asInt()).isPositive();
            assertThat(count(board, OrderStatus.SHIPPED)).isPositive();
            assertThat(board.path("p50Millis").isNumber()).isTrue();
        });
    }

    @Test
    void the_systems_are_looked_at_while_somebody_asks_for_the_board() {
        PROCESS.await().untilAsserted(() ->
                assertThat(PROCESS.json("/process/board").at("/systems").findValuesAsText("state")).containsOnly("UP"));
    }

    /** The systems of this test keep no books: a shipped order that none of them knows is just what the proof is for. */
    @Test
    void a_shipped_order_that_no_ledger_knows_is_told_as_a_broken_promise() {
        OrderJournal order = PROCESS.lives(TestOrders.received());

        PROCESS.await().untilAsserted(() -> {
            JsonNode proof = PROCESS.json("/process/board").path("proof");
            assertThat(proof.path("broken").asInt()).isPositive();
            assertThat(proof.path("promises").findValuesAsText("example").toString()).contains("ended as SHIPPED with 0 charges kept");
        });
        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void an_order_that_is_taken_up_again_is_shown_where_it_is() {
        OrderJournal order = TestOrders.leftBehind(OrderStatus.SHIPPING_REQUESTED);
        PROCESS.systems().answerAlways(order.orderId(), "shipping", PROCESS.systems().hangs());

        PROCESS.finds(order);

        PROCESS.await().untilAsserted(() -> {
            JsonNode board = PROCESS.json("/process/board");
            assertThat(board.path("inFlight").asInt()).isEqualTo(1);
            assertThat(count(board, OrderStatus.SHIPPING_REQUESTED)).isEqualTo(1);
            assertThat(count(board, OrderStatus.RECEIVED)).isZero();
        });
        PROCESS.systems().answerAlways(order.orderId(), "shipping", SystemsBelow.succeeds());
        PROCESS.left(order);
    }

    private static long count(JsonNode board, OrderStatus status) {
        for (JsonNode line : board.path("statuses")) {
            if (line.path("status").asText().equals(status.name())) {
                return line.path("orders").asLong();
            }
        }
        return 0;
    }
}
