package io.roosa.orderproc;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;
class WhatACallBearsTest {

    /** What HttpClient itself adds, and no more. */
    private static final List<String> OF_HTTP = List.of("Host", "Connection", "Accept-encoding", "User-agent", "Content-type", "Content-length",
            "Transfer-encoding", "Accept", "Upgrade");

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void every_call_bears_the_order_s_correlation_id_trace_and_key_after_a_take_over_too() {
        OrderJournal shipped = TestOrders.received();
        OrderJournal takenOver = TestOrders.leftBehind(OrderStatus.INVENTORY_CONFIRMED);
        PROCESS.systems().answerAlways(takenOver.orderId(), "shipping", SystemsBelow.refuses(409, "NOT_SHIPPABLE"));

        Stream.of(shipped, takenOver).forEach(PROCESS::lives);

        assertThat(PROCESS.systems().calls(shipped.orderId())).hasSize(3);
        assertThat(PROCESS.systems().calls(takenOver.orderId())).extracting(SystemsBelow.Call::step).containsExactly("payment", "shipping", "reversal");
        for (OrderJournal order : List.of(shipped, takenOver)) {
            assertThat(PROCESS.systems().calls(order.orderId())).allSatisfy(call -> {
                assertThat(call.header("X-correlation-id")).isEqualTo(order.correlationId());
                assertThat(call.header("Traceparent")).isEqualTo(TestOrders.TRACEPARENT);
                assertThat(call.header("Idempotency-key")).isEqualTo(order.orderId() + ":" + call.step());
                assertThat(call.header("Content-type")).isEqualTo("application/json");
            });
        }
    }

    @Test
    void no_header_of_the_hand_over_goes_out_and_none_steers_a_call() {
        OrderJournal order = PROCESS.finds(TestOrders.received());

        PROCESS.handOver(order.orderId(), "Content-Type", "application/json", "X-Correlation-ID", "somebody-else", "Authorization", "Bearer secret",
                "Cookie", "a=b", "CamelHttpUri", "http://127.0.0.1:1/", "CamelHttpPath", "/elsewhere", "CamelHttpQuery", "a=b", "CamelHttpMethod", "DELETE",
                "Idempotency-Key", "mine");
        PROCESS.left(order);

        assertPlain(order);
    }

    @Test
    void no_camel_header_that_gets_past_the_door_steers_a_call() {
        OrderJournal order = TestOrders.received();
        PROCESS.store().holdsOutOfSight(order, order.status());
        Exchange exchange = new DefaultExchange(PROCESS.copy().context());
        exchange.setProperty(ProcessProperties.ORDER_ID, order.orderId());
        Map.of("CamelHttpUri", "http://127.0.0.1:1/", "CamelHttpPath", "/elsewhere", "CamelHttpQuery", "a=b", "CamelHttpMethod", "DELETE",
                "CamelRestHttpUri", "http://127.0.0.1:1/", "X-Evil", "1")
                .forEach(exchange.getMessage()::setHeader);

        PROCESS.send(exchange, "direct:fulfilOrder");
        PROCESS.happened(order, "left", 1);

        assertPlain(order);
    }

    private static void assertPlain(OrderJournal order) {
        assertThat(PROCESS.systems().calls(order.orderId())).extracting(SystemsBelow.Call::uri)
                .containsExactly("/inventory/check", "/payment/charge", "/shipping/create");
        assertThat(PROCESS.systems().calls(order.orderId())).allSatisfy(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.header("X-correlation-id")).isEqualTo(order.correlationId());
            assertThat(call.headers().keySet()).filteredOn(name -> !OF_HTTP.contains(name))
                    .containsExactlyInAnyOrder("X-correlation-id", "Traceparent", "Idempotency-key");
        });
    }
}
