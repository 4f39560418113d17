package io.roosa.orderproc;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
class ProcessOrderRouteTest {

    /** So seldom does this copy look for orders itself that only a hand-over can have brought them. */
    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("recovery.every", "1h");

    @Test
    void an_order_that_is_handed_over_is_worked_on_and_the_answer_does_not_wait_for_it() {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answer(order.orderId(), "inventory", call -> {
            PROCESS.await().until(() -> PROCESS.story(order).contains("answered"));
            SystemsBelow.succeeds().to(call);
        });
        PROCESS.finds(order);

        HttpResponse<String> answer = PROCESS.handOver(order.orderId());
        PROCESS.note(order, "answered");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"orderId\":\"" + order.orderId() + "\",\"accepted\":true}");
        assertThat(PROCESS.left(order).status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void an_order_that_is_handed_over_many_times_at_once_is_worked_on_once() {
        OrderJournal order = TestOrders.received();
        PROCESS.finds(order);

        List<HttpResponse<String>> answers = IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(() -> PROCESS.handOver(order.orderId())))
                .toList().stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
        PROCESS.left(order);
        assertThat(PROCESS.systems().calls(order.orderId())).extracting(SystemsBelow.Call::step).containsExactly("inventory", "payment", "shipping");
    }

    @Test
    void an_order_that_is_handed_over_again_after_its_end_stays_as_it_ended() {
        OrderJournal order = TestOrders.received();
        PROCESS.finds(order);
        PROCESS.handOver(order.orderId());
        OrderJournal ended = PROCESS.left(order);
        PROCESS.await().until(() -> PROCESS.json("/process/summary").get("inFlight").asInt() == 0);

        HttpResponse<String> answer = PROCESS.handOver(order.orderId());
        PROCESS.happened(order, "left", 2);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(PROCESS.store().journal(order.orderId()).transitions()).isEqualTo(ended.transitions());
        assertThat(PROCESS.store().shown(order.orderId())).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.store().keptFor(OrderStatusStore.JOURNAL, order.orderId())).isEqualTo(Duration.ofDays(30).toMillis());
        assertThat(PROCESS.systems().calls(order.orderId())).hasSize(3);
    }

    @Test
    void an_order_that_nobody_accepted_is_not_found() {
        HttpResponse<String> answer = PROCESS.handOver(TestOrders.received().orderId());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void a_hand_over_while_the_store_is_out_of_reach_is_answered_503_with_a_time_to_come_back() {
        OrderJournal order = PROCESS.finds(TestOrders.received());
        PROCESS.store().breaksAs(operation -> {
            throw StoreInMemory.outOfReach();
        });

        HttpResponse<String> answer = PROCESS.handOver(order.orderId());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
