package io.roosa.orderexp;

import java.time.Instant;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PersistOrderRouteTest {

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
    }

    @AfterEach
    void forget() {
        exp.forgetFailures();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeJournal", "writeStatus", "enterInFlight"})
    void an_order_of_which_a_write_failed_is_not_accepted_and_never_worked_on(String line) {
        exp.loseStoreAt(line);

        RunningExp.Answer answer = exp.place(Orders.order(), "X-Correlation-ID", "lost:" + line);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.at("/instance")).isEqualTo("/orders");
        assertThat(answer.at("/correlationId")).isEqualTo("lost:" + line);
        assertThat(answer.body().toString()).doesNotContain("infinispan").doesNotContain("Exception");
        exp.bringStoreBack();
        String next = exp.place(Orders.order()).at("/orderId");
        await().until(() -> exp.process().bodies().contains("{\"orderId\":\"" + next + "\"}"));
        assertThat(exp.process().handOvers()).noneMatch(call -> call.headers().get("x-correlation-id").contains("lost:" + line));
        assertThat(exp.cache(OrderStatusStore.JOURNAL).keySet()).containsAll(exp.cache(OrderStatusStore.IN_FLIGHT).keySet());
        assertThat(exp.cache(OrderStatusStore.STATUS).keySet()).containsAll(exp.cache(OrderStatusStore.IN_FLIGHT).keySet());
    }

    @Test
    void nothing_that_stands_is_overwritten() {
        OrderJournal stood = Orders.received(Instant.parse("2026-11-23T10:00:00Z"));
        exp.store(stood);
        exp.cache(OrderStatusStore.STATUS).put(stood.orderId(), "PAYMENT_COMPLETED");
        exp.cache(OrderStatusStore.IN_FLIGHT).put(stood.orderId(), "since");

        Exchange exchange = persist(Orders.received(Instant.parse("2026-11-23T11:00:00Z")).ofOrder(stood.orderId(), stood.correlationId()));

        assertThat(exchange.getException()).isNull();
        assertThat(exp.journal(stood.orderId())).isEqualTo(stood);
        assertThat(exp.cache(OrderStatusStore.STATUS).get(stood.orderId())).isEqualTo("PAYMENT_COMPLETED");
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT).get(stood.orderId())).isEqualTo("since");
    }

    @Test
    void the_order_stays_the_body_and_no_header_of_the_store_goes_on() {
        OrderJournal order = Orders.received(Instant.parse("2026-11-23T10:00:00Z"));

        Exchange exchange = persist(order);

        assertThat(exchange.getMessage().getBody()).isEqualTo(order);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    private static Exchange persist(OrderJournal order) {
        return exp.context().createProducerTemplate().send("direct:persistOrder", exchange -> exchange.getMessage().setBody(order));
    }
}
