package io.roosa.orderexp;

import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

class WatchBacklogRouteTest {

    private static RunningExp exp;

    @BeforeAll
    static void start() throws Exception {
        exp = RunningExp.start(Map.of("order-exp-api.max-backlog", "3"));
        AdviceWith.adviceWith(exp.context(), "watchBacklog", false, advice -> advice.replaceFromWith("direct:count"));
    }

    @AfterEach
    void forget() {
        exp.forgetFailures();
        exp.cache(OrderStatusStore.IN_FLIGHT).clear();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void fewer_orders_in_flight_than_are_allowed_are_no_reason_to_refuse_one() {
        inFlight("a", "b");

        count();

        assertThat(exp.place(Orders.order()).status()).isEqualTo(202);
    }

    @Test
    void with_as_many_orders_in_flight_as_are_allowed_no_more_are_accepted_until_some_have_ended() {
        inFlight("a", "b", "c");

        count();

        assertThat(exp.place(Orders.order()).status()).isEqualTo(503);
        exp.cache(OrderStatusStore.IN_FLIGHT).remove("b");
        count();
        assertThat(exp.place(Orders.order()).status()).isEqualTo(202);
    }

    @Test
    void a_backlog_that_cannot_be_counted_is_taken_to_be_what_it_was() {
        inFlight("a", "b", "c");
        count();
        inFlight();
        exp.loseStoreAt("countInFlight");

        Exchange counted = count();

        assertThat(counted.getException()).isNull();
        assertThat(exp.place(Orders.order()).status()).isEqualTo(503);
    }

    private static void inFlight(String... orders) {
        exp.cache(OrderStatusStore.IN_FLIGHT).clear();
        for (String order : orders) {
            exp.cache(OrderStatusStore.IN_FLIGHT).put(order, "since");
        }
    }

    private static Exchange count() {
        return exp.context().createProducerTemplate().send("direct:count", exchange -> {
        });
    }
}
