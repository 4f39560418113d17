package io.roosa.system;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application is ready while it has what it needs, and live as long as its process is: docs/metrics.md tells what each needs. That of
 * the store is tested in its own module.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadinessTest {

    private WatchedHouse house;

    static Stream<String> applications() {
        return House.PARTS.stream().map(Part::name);
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        house = new WatchedHouse(directory, "order-proc-api.max-in-flight", "1");
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @ParameterizedTest
    @MethodSource("applications")
    @Order(1)
    void an_application_that_has_all_it_needs_is_ready(String name) {
        house.await().until(health(name)::isReady);

        assertThat(health(name).isLive()).isTrue();
    }

    @Test
    @Order(2)
    void a_copy_that_works_on_as_many_orders_as_it_may_is_not_ready_until_one_has_ended() {
        house.misbehave(House.INVENTORY, "{\"mode\":\"HANG\"}");

        String orderId = house.place();

        house.await().until(() -> !health(House.PROCESS).isReady());
        assertThat(health(House.PROCESS).isLive()).isTrue();
        house.misbehave(House.INVENTORY, "{\"mode\":\"NORMAL\"}");
        house.lives(orderId, OrderStatus.SHIPPED);
        house.await().until(health(House.PROCESS)::isReady);
    }

    /** No other copy of order-exp-api could do better: it tells last known statuses and refuses orders truthfully. */
    @Test
    @Order(3)
    void while_the_store_is_away_no_order_is_handed_over_and_customers_are_answered_all_the_same() {
        house.stopStore();

        house.await().until(() -> !health(House.PROCESS).isReady());

        assertThat(health(House.PROCESS).isLive()).isTrue();
        assertThat(health(House.EXPERIENCE).isReady()).isTrue();
        assertThat(health(House.EXPERIENCE).isLive()).isTrue();
        Stream.of(House.INVENTORY, House.PAYMENT, House.SHIPPING).forEach(system -> assertThat(health(system).isReady()).as(system).isTrue());
        house.startStoreAgain();
        house.await().until(health(House.PROCESS)::isReady);
    }

    private Health health(String name) {
        return new Health(house.application(name).managementUrl());
    }
}
