package io.roosa.orderexp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderJournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HandOverOrderRouteTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.start(Map.of("order-exp-api.hand-over.timeout", "300ms"));
    }

    @AfterEach
    void forget() {
        exp.forgetFailures();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void a_hand_over_carries_the_order_id_the_correlation_id_the_trace_and_nothing_else() {
        String orderId = exp.place(Orders.order(), "X-Correlation-ID", "shop:1", "traceparent", TRACE, "Idempotency-Key", "key-1", "If-None-Match", "x")
                .at("/orderId");

        OrderProcStub.HandOver call = handOverOf(orderId);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/process/orders");
        assertThat(call.headers()).containsEntry("x-correlation-id", List.of("shop:1"))
                .containsEntry("traceparent", List.of(TRACE))
                .containsEntry("content-type", List.of("application/json"))
                .containsOnlyKeys("x-correlation-id", "traceparent", "content-type", "content-length", "host", "connection", "user-agent", "accept-encoding");
    }

    @Test
    void a_hand_over_of_an_order_without_a_trace_carries_none() {
        String orderId = exp.place(Orders.order()).at("/orderId");

        assertThat(handOverOf(orderId).headers()).doesNotContainKey("traceparent");
    }

    @Test
    void a_refused_hand_over_is_no_failure_and_is_not_tried_again() {
        exp.process().becomes(OrderProcStub.Behaviour.REFUSES);
        OrderJournal order = Orders.received(Instant.now());

        Exchange exchange = handOver(order);

        assertThat(exchange.getException()).isNull();
        assertThat(exp.process().bodies()).containsOnlyOnce(bodyOf(order.orderId()));
    }

    @Test
    void a_hand_over_that_is_never_answered_is_given_up_after_its_timeout() {
        exp.process().becomes(OrderProcStub.Behaviour.HANGS);
        long began = System.nanoTime();

        Exchange exchange = handOver(Orders.received(Instant.now()));

        assertThat(exchange.getException()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(2));
    }

    @Test
    void once_most_hand_overs_fail_the_next_are_not_even_tried_for_a_second() {
        exp.process().becomes(OrderProcStub.Behaviour.REFUSES);
        CircuitBreaker breaker = exp.context().getRegistry().lookupByNameAndType("processBreaker", CircuitBreaker.class);
        while (breaker.getState() == CircuitBreaker.State.CLOSED) {
            handOver(Orders.received(Instant.now()));
        }
        exp.process().becomes(OrderProcStub.Behaviour.ACCEPTS);
        OrderJournal untried = Orders.received(Instant.now());

        Exchange exchange = handOver(untried);

        assertThat(exchange.getException()).isNull();
        assertThat(exp.process().bodies()).doesNotContain(bodyOf(untried.orderId()));
        await().until(() -> {
            OrderJournal later = Orders.received(Instant.now());
            handOver(later);
            return exp.process().bodies().contains(bodyOf(later.orderId()));
        });
    }

    private static Exchange handOver(OrderJournal order) {
        return exp.context().createProducerTemplate().send("direct:handOverOrder", exchange -> {
            exchange.setProperty("correlationId", order.correlationId());
            exchange.getMessage().setBody(order);
        });
    }

    private static OrderProcStub.HandOver handOverOf(String orderId) {
        await().until(() -> exp.process().bodies().contains(bodyOf(orderId)));
        return exp.process().handOvers().stream().filter(call -> call.body().equals(bodyOf(orderId))).findFirst().orElseThrow();
    }

    private static String bodyOf(String orderId) {
        return "{\"orderId\":\"" + orderId + "\"}";
    }
}
