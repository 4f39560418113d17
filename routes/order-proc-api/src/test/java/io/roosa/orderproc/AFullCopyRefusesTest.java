package io.roosa.orderproc;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;
class AFullCopyRefusesTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("max-in-flight", "1", "inventory.timeout", "30s");

    @Test
    void an_order_that_finds_the_copy_full_is_refused_and_taken_up_from_the_store_later() {
        OrderJournal first = TestOrders.received();
        OrderJournal second = TestOrders.received();
        PROCESS.systems().answer(first.orderId(), "inventory", call -> {
            PROCESS.await().until(() -> PROCESS.story(second).contains("refused"));
            SystemsBelow.succeeds().to(call);
        });
        PROCESS.finds(first);
        PROCESS.happened(first, "call inventory", 1);
        PROCESS.finds(second);

        HttpResponse<String> answer = PROCESS.handOver(second.orderId());
        PROCESS.note(second, "refused");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(PROCESS.left(first).status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.left(second).status()).isEqualTo(OrderStatus.SHIPPED);
    }
}
