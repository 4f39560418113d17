package io.roosa.orderproc;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.order.OrderJournal;

import static org.assertj.core.api.Assertions.assertThat;
class AShipmentThatWasSurelyNotMadeFailsTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("reverse-on-shipping-failure", "false");

    @Test
    void the_charge_of_an_order_that_cannot_be_shipped_is_kept_where_the_settings_say_so() {
        OrderJournal refused = TestOrders.received();
        OrderJournal unavailable = TestOrders.received();
        PROCESS.systems().answer(refused.orderId(), "shipping", SystemsBelow.refuses(409, "NOT_SHIPPABLE"));
        PROCESS.systems().answerAlways(unavailable.orderId(), "shipping", SystemsBelow.unavailable());

        Stream.of(refused, unavailable).forEach(PROCESS::lives);

        for (OrderJournal order : List.of(refused, unavailable)) {
            assertThat(PROCESS.story(order)).endsWith("journal SHIPPING_FAILED", "status SHIPPING_FAILED", "left");
            assertThat(PROCESS.systems().calls(order.orderId(), "reversal")).isEmpty();
        }
    }
}
