package io.roosa.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** What the applications tell of themselves is what docs/metrics.md says that they tell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|");

    private WatchedHouse house;

    static Stream<String> applications() {
        return House.PARTS.stream().map(Part::name);
    }

    @BeforeAll
    void one_order_is_shipped(@TempDir Path directory) {
        house = new WatchedHouse(directory);
        house.lives(house.place(), OrderStatus.SHIPPED);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void an_application_tells_what_the_table_names(String name) throws IOException {
        Set<String> named = named().filter(row -> List.of(row.group(2).split(", ")).contains(name)).map(row -> row.group(1)).collect(Collectors.toSet());

        Set<String> told = Scrape.of(house.application(name)).names();

        assertThat(named).isNotEmpty().allMatch(metric -> told.contains(metric) || told.contains(metric + "_count"));
    }

    @ParameterizedTest
    @MethodSource("applications")
    void an_application_tells_nothing_of_orders_that_the_table_does_not_name(String name) throws IOException {
        Set<String> named = named().map(row -> row.group(1)).collect(Collectors.toSet());

        Set<String> told = Scrape.of(house.application(name)).names();

        assertThat(told.stream().filter(metric -> metric.startsWith("roosa_")).map(metric -> metric.replaceAll("_(count|sum|max|bucket)$", ""))
                .filter(metric -> !metric.startsWith("roosa_store_connection"))).allMatch(named::contains);
    }

    @Test
    void one_order_is_counted_once_at_each_of_its_statuses_and_timed_to_its_end() {
        Scrape processBefore = Scrape.of(house.application(House.PROCESS));
        Scrape experienceBefore = Scrape.of(house.application(House.EXPERIENCE));

        house.lives(house.place(), OrderStatus.SHIPPED);

        Scrape process = Scrape.of(house.application(House.PROCESS)).since(processBefore);
        List<Double> counted = Stream.of("INVENTORY_CHECK_STARTED", "INVENTORY_CONFIRMED", "PAYMENT_COMPLETED", "SHIPPING_REQUESTED", "SHIPPED", "PAYMENT_FAILED")
                .map(status -> process.sum("roosa_orders_transitions_total{", "status=\"" + status + "\"")).toList();

        assertThat(counted).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 0.0);
        assertThat(Scrape.of(house.application(House.EXPERIENCE)).since(experienceBefore).sum("roosa_orders_transitions_total{", "status=\"RECEIVED\"")).isEqualTo(1);
        assertThat(process.sum("roosa_orders_duration_seconds_count{", "SHIPPED")).isEqualTo(1);
        assertThat(Map.of("checkInventory", 1.0, "chargePayment", 1.0, "createShipment", 1.0, "reversePayment", 0.0))
                .allSatisfy((call, times) -> assertThat(process.sum("roosa_attempts_seconds_count{", "call=\"" + call + "\"", "outcome=\"done\"")).isEqualTo(times));
    }

    @Test
    void no_series_grows_with_the_orders() {
        String first = house.place();
        house.lives(first, OrderStatus.SHIPPED);
        Set<String> before = ours();

        Stream.generate(house::place).limit(5).toList().forEach(order -> house.lives(order, OrderStatus.SHIPPED));

        assertThat(ours()).isEqualTo(before);
        assertThat(applications().map(name -> Scrape.text(house.application(name)))).noneMatch(text -> text.contains(first));
    }

    @Test
    void the_dashboard_and_the_alerts_ask_for_nothing_that_the_table_does_not_name() throws IOException {
        String table = Files.readString(Path.of("../../docs/metrics.md"));
        String asked = Files.readString(Path.of("../../ops/grafana-dashboard.json")) + Files.readString(Path.of("../../ops/alerts.yml"));

        Set<String> unnamed = Pattern.compile("\\b(?:roosa|resilience4j|jvm|camel)_\\w+").matcher(asked).results().map(MatchResult::group)
                .filter(metric -> !table.contains("`" + metric.replaceAll("_(count|sum|bucket)$", "") + "`")).collect(Collectors.toSet());

        assertThat(unnamed).isEmpty();
    }

    private Set<String> ours() {
        return Scrape.of(house.application(House.PROCESS)).samples().keySet().stream().filter(series -> series.startsWith("roosa_")).collect(Collectors.toSet());
    }

    private static Stream<MatchResult> named() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../../docs/metrics.md"))).results();
    }
}
