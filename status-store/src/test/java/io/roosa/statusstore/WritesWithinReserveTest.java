package io.roosa.statusstore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.infinispan.Cache;
import org.infinispan.client.hotrod.exceptions.HotRodClientException;
import org.infinispan.commons.api.BasicCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.app.Settings;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

    @Test
    void a_store_that_may_have_met_a_full_disk_ends_once_there_is_room() {
        try (EmbeddedOrderStatusStore store = opened()) {
            Cache<String, String> status = store.caches().getCache(OrderStatusStore.STATUS);
            status.put("o-1", "RECEIVED");
            free.set(0);

            assertThatThrownBy(() -> status.put("o-2", "RECEIVED")).isInstanceOf(WritesRefused.class);

            assertThat(status.get("o-1")).isEqualTo("RECEIVED");
            assertThat(endings).hasValue(0);
            free.set(1000 * MEGABYTE);
            await().atMost(Duration.ofSeconds(5)).until(() -> endings.get() > 0);
        }
        try (EmbeddedOrderStatusStore store = opened()) {
            assertThat(store.caches().getCache(OrderStatusStore.STATUS).get("o-1")).isEqualTo("RECEIVED");
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
