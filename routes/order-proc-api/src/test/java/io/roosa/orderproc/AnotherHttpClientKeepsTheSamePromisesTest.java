package io.roosa.orderproc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** All of this module's tests can be run with it: {@code -Dorder-proc-api.http-client=camel-vertx-http}. */
class AnotherHttpClientKeepsTheSamePromisesTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("http-client", "camel-vertx-http", "payment.timeout", "400ms", "payment.attempts", "1");

    @Test
    void an_order_is_shipped_with_one_call_to_each_system() {
        OrderJournal order = TestOrders.received();

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(PROCESS.systems().calls(order.orderId(), "payment")).hasSize(1);
    }

    @Test
    void an_answer_that_drips_is_not_waited_for_when_the_attempt_s_time_is_up_and_is_a_timeout() {
        assertThat(chargedWith(PROCESS.systems().drips())).isEqualTo("TIMEOUT");
    }

    @Test
    void a_system_that_hangs_and_speaks_http_1_alone_holds_up_no_other_call() {
        OrderJournal hung = TestOrders.received();
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answerAlways(hung.orderId(), "inventory", PROCESS.systems().hangs());
        PROCESS.store().holds(hung);
        PROCESS.await().until(() -> PROCESS.systems().calls(hung.orderId(), "inventory").size() == 1);

        OrderJournal journal = PROCESS.lives(order);

        assertThat(journal.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void an_answer_that_does_not_come_is_a_timeout() {
        assertThat(chargedWith(PROCESS.systems().hangs())).isEqualTo("TIMEOUT");
    }

    @Test
    void an_answer_whose_body_stops_is_a_timeout() {
        assertThat(chargedWith(call -> {
            call.sendResponseHeaders(200, 100);
            call.getResponseBody().write(' ');
            call.getResponseBody().flush();
            PROCESS.systems().hangs().to(call);
        })).isEqualTo("TIMEOUT");
    }

    @Test
    void an_answer_that_breaks_off_is_an_unknown_outcome() {
        assertThat(chargedWith(SystemsBelow.answersByHalf())).isEqualTo("CONNECTION_LOST");
        assertThat(chargedWith(SystemsBelow.hangsUp())).isEqualTo("CONNECTION_LOST");
    }

    @Test
    void a_redirect_is_not_followed() {
        assertThat(chargedWith(SystemsBelow.answers(307, "", "Location", PROCESS.systems().url() + "/elsewhere"))).isEqualTo("HTTP_307");
    }

    private static String chargedWith(SystemsBelow.Reaction answer) {
        OrderJournal order = TestOrders.received();
        PROCESS.systems().answerAlways(order.orderId(), "payment", answer);
        return PROCESS.lives(order).transitions().get(3).reason();
    }
}
