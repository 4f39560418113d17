package io.roosa.statusstore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.infinispan.Cache;
import org.infinispan.client.hotrod.exceptions.HotRodClientException;
import org.infinispan.commons.api.BasicCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

import io.roosa.shared.app.Settings;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** What an application sees of a store whose disk is short of room, and what stands after one that was full. */
class WritesWithinReserveTest {

    private static final long MEGABYTE = 1024 * 1024;

    private final AtomicLong free = new AtomicLong(1000 * MEGABYTE);
    private final AtomicInteger endings = new AtomicInteger();

    @TempDir
    private Path directory;

    @Test
    void orders_are_read_but_not_written_until_there_is_room_again_in_the_same_jvm() {
        try (EmbeddedOrderStatusStore store = opened()) {
            Cache<String, String> status = store.caches().getCache(OrderStatusStore.STATUS);
            status.put("o-1", "RECEIVED");

            free.set(60 * MEGABYTE);

            assertThatThrownBy(() -> status.put("o-2", "RECEIVED")).isInstanceOf(WritesRefused.class).hasMessageContaining("60.0 MB free");
            assertThatThrownBy(() -> status.putIfAbsent("o-2", "RECEIVED")).isInstanceOf(WritesRefused.class);
            assertThatThrownBy(() -> status.replace("o-1", "RECEIVED", "INVENTORY_CHECK_STARTED")).isInstanceOf(WritesRefused.class);
            assertThat(status.get("o-1")).isEqualTo("RECEIVED");
            assertThat(status.keySet()).containsExactly("o-1");
            free.set(1000 * MEGABYTE);
            assertThat(status.replace("o-1", "RECEIVED", "INVENTORY_CHECK_STARTED")).isTrue();
        }
    }

    @Test
    void orders_are_read_but_not_written_until_there_is_room_again_over_hot_rod() throws IOException {
        int port = freePort();
        try (EmbeddedOrderStatusStore store = opened(); HotRodEndpoint endpoint = HotRodEndpoint.open(settings(port), store.caches());
                OrderReader reader = OrderReader.of(port, Duration.ofSeconds(3))) {
            assertThat(endpoint.address()).endsWith(":" + port);
            BasicCache<String, String> status = reader.cache(OrderStatusStore.STATUS);
            status.put("o-1", "RECEIVED");

            free.set(60 * MEGABYTE);

            assertThatThrownBy(() -> status.put("o-2", "RECEIVED")).isInstanceOf(HotRodClientException.class).hasMessageContaining("60.0 MB free");
            assertThatThrownBy(() -> reader.cache(OrderStatusStore.COPIES).put("copy-1", "now", 2, TimeUnit.SECONDS)).isInstanceOf(HotRodClientException.class);
            assertThat(status.get("o-1")).isEqualTo("RECEIVED");
            free.set(1000 * MEGABYTE);
            status.put("o-2", "RECEIVED");
            assertThat(status.get("o-2")).isEqualTo("RECEIVED");
        }
    }

    @Test
    void an_order_may_leave_the_in_flight_set_though_none_may_enter_it() {
        try (EmbeddedOrderStatusStore store = opened()) {
            Cache<String, String> inFlight = store.caches().getCache(OrderStatusStore.IN_FLIGHT);
            inFlight.put("o-1", "");

            free.set(60 * MEGABYTE);

            assertThat(inFlight.remove("o-1")).isEmpty();
        }
    }

    @Test
    void a_disk_that_fills_up_while_nobody_writes_is_noticed() {
        try (EmbeddedOrderStatusStore store = opened()) {
            free.set(60 * MEGABYTE);

            await().atMost(Duration.ofSeconds(5)).until(store.reserve()::isRefusing);
        }
    }

    /** The disk is full in earnest: what RocksDB writes next to a new log goes to a device that takes nothing. */
    @Test
    void a_store_whose_disk_has_failed_a_write_is_read_on_and_ends_once_there_is_room_and_loses_nothing() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        Set<String> acknowledged = new HashSet<>();
        List<Path> logs = new ArrayList<>();
        try (EmbeddedOrderStatusStore store = opened()) {
            Cache<String, String> inFlight = store.caches().getCache(OrderStatusStore.IN_FLIGHT);
            inFlight.put("o-0", "");
            acknowledged.add("o-0");
            for (int number = 1; number < 100; number++) {
                Path log = directory.resolve("orders").resolve(String.format(Locale.ROOT, "%06d.log", number));
                if (Files.notExists(log)) {
                    logs.add(Files.createSymbolicLink(log, full));
                }
            }

            assertThatThrownBy(() -> {
                for (int order = 1; order < 5000; order++) {
                    inFlight.put("o-" + order, "x".repeat(10_000));
                    acknowledged.add("o-" + order);
                }
            }).hasRootCauseInstanceOf(RocksDBException.class);

            assertThat(store.reserve().isDamaged()).isTrue();
            assertThat(Set.copyOf(inFlight.keySet())).isEqualTo(acknowledged);
            assertThat(inFlight.get("o-0")).isEmpty();
            assertThatThrownBy(() -> inFlight.put("o-late", "")).isInstanceOf(WritesRefused.class);
            assertThatThrownBy(() -> inFlight.remove("o-0")).isInstanceOf(WritesRefused.class);
            await().atMost(Duration.ofSeconds(5)).until(() -> endings.get() > 0);
        }
        for (Path log : logs) {
            Files.deleteIfExists(log);
        }

        try (EmbeddedOrderStatusStore store = opened()) {
            assertThat(Set.copyOf(store.caches().<String, String>getCache(OrderStatusStore.IN_FLIGHT).keySet())).containsAll(acknowledged);
            store.caches().<String, String>getCache(OrderStatusStore.STATUS).put("o-1", "RECEIVED");
        }
    }

    private EmbeddedOrderStatusStore opened() {
        return EmbeddedOrderStatusStore.open(settings(0), DataDirectory.of(settings(0)), free::get, endings::incrementAndGet);
    }

    private Settings settings(int port) {
        Map<String, String> properties = Map.of("order-status-store.data-dir", directory.toString(), "order-status-store.sync-writes", "true",
                "order-status-store.disk-reserve", "64MB", "order-status-store.host", "127.0.0.1", "order-status-store.port", String.valueOf(port));
        return new Settings(property -> Optional.ofNullable(properties.get(property)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
