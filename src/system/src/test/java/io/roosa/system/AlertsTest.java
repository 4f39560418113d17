package io.roosa.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;
import io.roosa.statusstore.OrderStatusStoreApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each alert of ops/alerts.yml is provoked: the fault is made, what the running application then tells is seen, and promtool
 * (where it is installed) judges the rule on it. Without promtool the second half is skipped, and said to be. When they fire and fall silent in
 * time is told by ops/alerts.test.yml ({@link AlertRulesTest}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsTest {

    private WatchedHouse house;
    private AlertRules rules;
    private Scrape calm;

    @BeforeAll
    void start(@TempDir Path directory) {
        house = new WatchedHouse(directory, "order-proc-api.max-in-flight", "1", "order-exp-api.max-backlog", "3",
                "order-proc-api.payment.breaker.window", "2", "order-proc-api.payment.breaker.minimum-calls", "2", "order-proc-api.payment.backoff", "1ms",
                "order-proc-api.payment.backoff-max", "2ms", "order-proc-api.payment.breaker.open-for", "1h", "order-proc-api.payment.deadline", "2s",
                "order-proc-api.inventory.timeout", "60s", "order-proc-api.inventory.deadline", "61s");
        rules = new AlertRules(directory);
        house.await().until(() -> process().sum("roosa_store_reached{") == 1 && experience().sum("roosa_store_reached{") == 1);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @BeforeEach
    void what_was_told_before() {
        calm = process();
    }

    @Test
    @Order(1)
    void a_house_in_which_all_is_well_alerts_nobody() throws IOException {
        Scrape now = process();

        assertThat(now.sum("roosa_store_reached{")).isEqualTo(1);
        assertFiring(AlertRules.names(), calm, now, List.of());
    }

    @Test
    @Order(2)
    void orders_that_hang_fill_the_system_and_wait_for_a_copy() throws IOException {
        house.misbehave(House.INVENTORY, "{\"mode\":\"HANG\"}");
        List<String> orders = Stream.generate(house::place).limit(3).toList();
        house.await().until(() -> process().sum("roosa_orders_backlog{") == 2 && experience().sum("roosa_orders_unfinished{") == 3);

        Scrape process = process();
        Scrape experience = experience();

        assertThat(process.sum("roosa_orders_in_flight{")).isEqualTo(1);
        assertThat(experience.sum("roosa_orders_unfinished_limit{")).isEqualTo(3);
        assertFiring(List.of("RoosaOrdersWait", "RoosaNearlyFull"), process, process, List.of("RoosaOrdersWait"));
        assertFiring(List.of("RoosaOrdersWait", "RoosaNearlyFull"), experience, experience, List.of("RoosaNearlyFull"));
        house.misbehave(House.INVENTORY, "{\"mode\":\"NORMAL\"}");
        orders.forEach(order -> house.lives(order, OrderStatus.SHIPPED));
        house.await().until(() -> experience().sum("roosa_orders_unfinished{") == 0);
    }

    @Test
    @Order(3)
    void an_order_that_took_ten_minutes_is_told() throws IOException {
        String orderId = house.place();
        house.lives(orderId, OrderStatus.SHIPPED);
        Scrape before = Scrape.of(house.house().application(House.PROCESS));
        OrderJournal old = anOrderReceivedAt(Instant.now().minusSeconds(600), "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071");
        house.house().cache(OrderStatusStore.JOURNAL).put(old.orderId(), old.stored());
        house.house().cache(OrderStatusStore.STATUS).put(old.orderId(), "RECEIVED");
        house.house().cache(OrderStatusStore.IN_FLIGHT).put(old.orderId(), old.acceptedAt().toString());
        house.await().until(() -> !house.house().cache(OrderStatusStore.IN_FLIGHT).containsKey(old.orderId()));

        Scrape after = Scrape.of(house.house().application(House.PROCESS));

        assertThat(after.sum("roosa_orders_duration_seconds_sum{") - before.sum("roosa_orders_duration_seconds_sum{")).isGreaterThan(600);
        assertFiring(List.of("RoosaOrdersTakeLong", "RoosaCallsFail"), before, after, List.of("RoosaOrdersTakeLong"));
    }

    @Test
    @Order(4)
    void a_system_that_is_down_fails_its_calls_and_opens_its_breaker() throws IOException {
        house.misbehave(House.PAYMENT, "{\"mode\":\"DOWN\"}");
        house.lives(house.place(), OrderStatus.PAYMENT_FAILED);

        Scrape after = process();

        assertThat(after.sum("resilience4j_circuitbreaker_state{", "name=\"payment-sys-api\"", "state=\"open\"")).isEqualTo(1);
        assertThat(after.sum("roosa_attempts_seconds_count{", "call=\"chargePayment\"", "outcome=\"unavailable\"")).isPositive();
        assertFiring(List.of("RoosaBreakerOpen", "RoosaCallsFail", "RoosaStoreOutOfReach"), calm, after, List.of("RoosaBreakerOpen", "RoosaCallsFail"));
    }

    @Test
    @Order(5)
    void a_store_without_room_is_told(@TempDir Path directory) throws IOException {
        Map<String, String> settings = Map.of("order-status-store.port", "0", "order-status-store.management.port", "0",
                "order-status-store.data-dir", directory.toString(), "order-status-store.component", "infinispan-embedded",
                "order-status-store.disk-reserve", "900000GB");
        try (RunningApplication full = OrderStatusStoreApplication.application().start(Environment.named("test"), settings, Map.of())) {
            house.await().until(() -> Scrape.of(full).sum("roosa_store_refusing_writes{") == 1);

            Scrape now = Scrape.of(full);

            assertFiring(List.of("RoosaStoreRefusesWrites", "RoosaApplicationDown"), now, now, List.of("RoosaStoreRefusesWrites"));
        }
    }

    @Test
    @Order(6)
    void an_order_without_progress_is_told() throws IOException {
        Instant now = Instant.now();
        OrderJournal resting = anOrderReceivedAt(now.minusSeconds(600), "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6073").released(now.plusSeconds(600).truncatedTo(ChronoUnit.MILLIS));
        RunningApplication process = house.house().application(House.PROCESS);
        Scrape before = Scrape.of(process);
        house.house().cache(OrderStatusStore.JOURNAL).put(resting.orderId(), resting.stored());
        house.house().cache(OrderStatusStore.STATUS).put(resting.orderId(), "RECEIVED");
        house.house().cache(OrderStatusStore.IN_FLIGHT).put(resting.orderId(), resting.acceptedAt().toString());
        // An order that rests counts as waiting until it was looked at once.
        house.await().until(() -> Scrape.of(process).sum("roosa_orders_stuck{") == 1 && Scrape.of(process).sum("roosa_orders_backlog{") == 0);

        Scrape stuck = Scrape.of(process);

        assertFiring(List.of("RoosaOrdersStuck", "RoosaOrdersWait"), before, stuck, List.of("RoosaOrdersStuck"));
        house.house().cache(OrderStatusStore.IN_FLIGHT).remove(resting.orderId());
        house.await().until(() -> Scrape.of(process).sum("roosa_orders_stuck{") == 0);
    }

    @Test
    @Order(7)
    void a_store_that_is_gone_is_told_by_those_who_need_it_and_by_nobody_answering() throws IOException {
        house.application(House.STORE).stop();
        house.await().until(() -> process().sum("roosa_store_reached{") == 0 && experience().sum("roosa_store_reached{") == 0);

        Scrape process = process();
        Scrape store = Scrape.ofNobody(House.STORE);

        assertFiring(List.of("RoosaStoreOutOfReach", "RoosaApplicationDown"), process, process, List.of("RoosaStoreOutOfReach"));
        assertFiring(List.of("RoosaStoreOutOfReach", "RoosaApplicationDown"), store, store, List.of("RoosaApplicationDown"));
    }

    private void assertFiring(List<String> asked, Scrape before, Scrape after, List<String> expected) throws IOException {
        if (AlertRules.canBeJudged()) {
            assertThat(rules.firing(asked, before, after)).isEqualTo(expected);
        } else {
            System.out.println("NOT JUDGED, promtool is not installed (Debian: prometheus): " + asked);
        }
    }

    private Scrape process() {
        return Scrape.of(house.application(House.PROCESS));
    }

    private Scrape experience() {
        return Scrape.of(house.application(House.EXPERIENCE));
    }

    private static OrderJournal anOrderReceivedAt(Instant acceptedAt, String orderId) throws IOException {
        return OrderJournal.received(orderId, "an-old-order", "", acceptedAt.truncatedTo(ChronoUnit.MILLIS),
                Json.compact(Files.readAllBytes(Path.of("../../raml/examples/order.json"))), "test");
    }
}
