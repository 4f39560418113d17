package io.roosa.system;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTest {

    private static final List<String> TO_SHIPPED = List.of("RECEIVED", "INVENTORY_CHECK_STARTED", "INVENTORY_CONFIRMED", "PAYMENT_COMPLETED",
            "SHIPPING_REQUESTED", "SHIPPED");
    private static final List<String> TO_SHIPPING_FAILED = List.of("RECEIVED", "INVENTORY_CHECK_STARTED", "INVENTORY_CONFIRMED",
            "PAYMENT_COMPLETED", "SHIPPING_REQUESTED", "SHIPPING_FAILED");

    private final StringWriter shown = new StringWriter();

    @Test
    void orders_that_ship_are_shown_at_each_status_and_break_nothing() {
        try (StandInHouse house = new StandInHouse(TO_SHIPPED, 0)) {
            Rehearsal rehearsal = rehearsal(house, Duration.ofSeconds(20));

            rehearsal.play(new Shoppers(7).draw(3));

            assertThat(Invariants.judge(rehearsal.observations())).allMatch(Verdict::held);
            assertThat(shown.toString().lines()).hasSize(3 * TO_SHIPPED.size()).filteredOn(line -> line.endsWith("SHIPPED")).hasSize(3);
        }
    }

    @Test
    void a_reversal_may_be_acknowledged_a_little_after_the_end() {
        try (StandInHouse house = new StandInHouse(TO_SHIPPING_FAILED, 3)) {
            Rehearsal rehearsal = rehearsal(house, Duration.ofSeconds(20));

            rehearsal.play(new Shoppers(7).draw(1));

            assertThat(rehearsal.observations().get(0).books().orElseThrow().netCharges()).isZero();
        }
    }

    @Test
    void an_order_that_does_not_end_is_given_up_and_named() {
        try (StandInHouse house = new StandInHouse(List.of("RECEIVED", "INVENTORY_CHECK_STARTED"), 0)) {
            Rehearsal rehearsal = rehearsal(house, Duration.ofMillis(600));

            rehearsal.play(new Shoppers(7).draw(1));

            assertThat(Invariants.judge(rehearsal.observations()).get(0).violations()).singleElement().asString().contains("order-1", "INVENTORY_CHECK_STARTED");
            assertThat(new Summary(rehearsal.lives(), rehearsal.observations()).lines()).contains("Not ended  order-1 at INVENTORY_CHECK_STARTED");
        }
    }

    @Test
    void money_is_summed_by_currency_from_the_ledger() {
        try (StandInHouse house = new StandInHouse(TO_SHIPPED, 0)) {
            Rehearsal rehearsal = rehearsal(house, Duration.ofSeconds(20));
            List<DrawnOrder> orders = new Shoppers(7).draw(12);
            rehearsal.play(orders);

            var money = new Summary(rehearsal.lives(), rehearsal.observations()).money();

            BigDecimal euros = orders.stream().filter(order -> order.currency().equals("EUR")).map(DrawnOrder::total).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(money.get("EUR").charged()).isEqualByComparingTo(euros);
            assertThat(money.get("EUR").kept()).isEqualByComparingTo(euros);
        }
    }

    private Rehearsal rehearsal(StandInHouse house, Duration patience) {
        return new Rehearsal(new Client(application -> house.url()), LifeView.of(new PrintWriter(shown, true), Ansi.OFF), patience, Duration.ofSeconds(5));
    }
}
