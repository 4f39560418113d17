package io.roosa.orderproc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class WatchdogTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("inventory.deadline", "1s", "payment.deadline", "1s", "shipping.deadline", "1s",
            "payment.rest", "3s");

    @Test
    void an_order_without_progress_beyond_its_steps_deadline_is_counted_until_it_goes_on() throws Exception {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "shipping", SystemsBelow.refuses(409, "NOT_SHIPPABLE"));
        PROCESS.systems().answerAlways(order.orderId(), "reversal", SystemsBelow.unavailable());

        PROCESS.finds(order);

        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("stuck").asInt() == 1);
        HttpResponse<String> metrics = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(PROCESS.copy().managementUrl() + "/observe/metrics"))
                .build(), HttpResponse.BodyHandlers.ofString());
        assertThat(metrics.body().lines().filter(line -> line.startsWith("roosa_orders_stuck"))).singleElement().asString().endsWith(" 1.0");
        JsonNode board = PROCESS.json("/process/board");
        assertThat(Promised.violations("ProcessBoard", board)).isEmpty();
        assertThat(board.path("stuck").asInt()).isEqualTo(1);
        assertThat(Instant.parse(board.path("stuckSince").asText())).isBetween(order.acceptedAt(), Instant.parse(board.path("at").asText()).minusSeconds(1));
        PROCESS.systems().answerAlways(order.orderId(), "reversal", SystemsBelow.succeeds());
        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPING_FAILED);
        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("stuck").asInt() == 0);
        assertThat(PROCESS.json("/process/board").has("stuckSince")).isFalse();
    }

    @Test
    void an_order_that_goes_well_is_never_read_by_the_watchdog() {
        OrderJournal order = TestOrders.received();
        PROCESS.lives(order);
        int reads = PROCESS.store().journalReads(order.orderId());

        PROCESS.bean("watchdog", Watchdog.class).look();

        assertThat(PROCESS.store().journalReads(order.orderId())).isEqualTo(reads);
    }
}
