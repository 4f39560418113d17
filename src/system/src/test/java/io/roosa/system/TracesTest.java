package io.roosa.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

/** One order is one trace, through all applications, and also for the part that another copy does after a crash. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CLIENT = "b7ad6b7169203331";
    private static final String CRASHED = "4bf92f3577b34da6a3ce929d0e0e4736";

    private TraceFiles traces;
    private WatchedHouse house;

    @BeforeAll
    void start(@TempDir Path directory) {
        traces = new TraceFiles(directory.resolve("traces"));
        System.setProperty("traces.to", "file");
        System.setProperty("traces.directory", traces.directory().toString());
        house = new WatchedHouse(directory);
    }

    @AfterAll
    void stop() {
        house.close();
        System.clearProperty("traces.to");
        System.clearProperty("traces.directory");
    }

    @Test
    void an_order_is_one_trace_from_the_client_through_all_applications() {
        String orderId = house.place("traceparent", "00-" + TRACE + "-" + CLIENT + "-01");
        house.lives(orderId, OrderStatus.SHIPPED);

        // Each application tells its spans by itself, a child often before its parent.
        house.await().until(() -> traces.applicationsIn(TRACE).size() == 5 && traces.orphans(TRACE).stream().allMatch(span -> span.parent().equals(CLIENT)));
        assertThat(traces.applicationsIn(TRACE)).containsExactly(House.INVENTORY, House.EXPERIENCE, House.PROCESS, House.PAYMENT, House.SHIPPING);
    }

    @Test
    void what_another_copy_does_after_a_crash_belongs_to_the_orders_trace() throws IOException {
        OrderJournal order = OrderJournal.received("019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6072", "a-crash", "00-" + CRASHED + "-00f067aa0ba902b7-01",
                Instant.now().truncatedTo(ChronoUnit.MILLIS), Json.compact(Files.readAllBytes(Path.of("../../raml/examples/order.json"))), "a copy that died");
        house.house().cache(OrderStatusStore.JOURNAL).put(order.orderId(), order.stored());
        house.house().cache(OrderStatusStore.STATUS).put(order.orderId(), "RECEIVED");

        house.house().cache(OrderStatusStore.IN_FLIGHT).put(order.orderId(), order.acceptedAt().toString());

        house.await().until(() -> traces.applicationsIn(CRASHED).equals(Set.of(House.PROCESS, House.INVENTORY, House.PAYMENT, House.SHIPPING)));
        house.await().until(() -> traces.told(CRASHED).stream().map(TraceFiles.Told::name).anyMatch("createShipment"::equals));
    }
}
