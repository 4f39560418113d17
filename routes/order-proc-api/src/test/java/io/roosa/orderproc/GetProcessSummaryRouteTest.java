package io.roosa.orderproc;


import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;
class GetProcessSummaryRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("payment.breaker.open-for", "1h", "payment.deadline", "300ms");

    @Test
    void a_copy_tells_what_it_does_and_how_its_breakers_stand() {
        OrderJournal retried = TestOrders.received();
        PROCESS.systems().answer(retried.orderId(), "inventory", SystemsBelow.unavailable());
        PROCESS.lives(retried);
        OrderJournal refused = TestOrders.unowned(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.breaker("payment").transitionToOpenState();
        PROCESS.finds(refused);
        PROCESS.happened(refused, "rests", 1);

        JsonNode summary = PROCESS.json("/process/summary");

        assertThat(Promised.violations("ProcessSummary", summary)).isEmpty();
        assertThat(summary.get("retries").asInt()).isPositive();
        assertThat(summary.get("breakerTrips").asInt()).isEqualTo(1);
        assertThat(summary.at("/breakers").findValuesAsText("system")).containsExactly("inventory-sys-api", "payment-sys-api", "shipping-sys-api");
        assertThat(summary.at("/breakers").findValuesAsText("state")).containsExactly("CLOSED", "OPEN", "CLOSED");
        assertThat(summary.at("/breakers/1/refused").asInt()).isPositive();
        PROCESS.breaker("payment").reset();
        PROCESS.left(refused);
        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("inFlight").asInt() == 0);
    }
}
