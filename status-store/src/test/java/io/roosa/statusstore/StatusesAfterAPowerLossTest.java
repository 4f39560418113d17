package io.roosa.statusstore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.infinispan.Cache;
import org.infinispan.persistence.sifs.FileProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.app.Settings;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

/** No order is shown with less than it was, though its status need not reach the disk one by one. */
class StatusesAfterAPowerLossTest {

    @TempDir
    private Path directory;

    @Test
    void an_order_in_flight_is_shown_as_its_journal_has_it() throws IOException {
        try (EmbeddedOrderStatusStore store = opened()) {
            journal(store, "lost", OrderStatus.INVENTORY_CHECK_STARTED);
            journal(store, "behind", OrderStatus.INVENTORY_CHECK_STARTED);
            cache(store, OrderStatusStore.STATUS).put("behind", "RECEIVED");
            journal(store, "never-accepted", OrderStatus.INVENTORY_CHECK_STARTED);
            cache(store, OrderStatusStore.IN_FLIGHT).remove("never-accepted");
        }
        LogFiles.distrustIndexIn(directory);

        try (EmbeddedOrderStatusStore store = opened()) {
            assertThat(Map.copyOf(cache(store, OrderStatusStore.STATUS)))
                    .containsOnly(Map.entry("lost", "INVENTORY_CHECK_STARTED"), Map.entry("behind", "INVENTORY_CHECK_STARTED"));
        }
    }

    @Test
    void an_order_that_had_ended_can_be_asked_for_as_long_as_any_other() throws IOException {
        try (EmbeddedOrderStatusStore store = opened()) {
            journal(store, "ended", OrderStatus.INVENTORY_FAILED);
        }
        LogFiles.distrustIndexIn(directory);

        try (EmbeddedOrderStatusStore store = opened()) {
            assertThat(cache(store, OrderStatusStore.STATUS).getAdvancedCache().getCacheEntry("ended").getLifespan()).isEqualTo(TimeUnit.DAYS.toMillis(30));
        }
    }

    @Test
    void after_an_orderly_stop_nothing_is_looked_at() {
        try (EmbeddedOrderStatusStore store = opened()) {
            journal(store, "o-1", OrderStatus.INVENTORY_CHECK_STARTED);
        }

        try (EmbeddedOrderStatusStore store = opened()) {
            assertThat(cache(store, OrderStatusStore.STATUS)).isEmpty();
        }
    }

    @Test
    void an_order_leaves_the_in_flight_set_once_its_status_is_on_the_disk() throws IOException {
        try (EmbeddedOrderStatusStore store = opened()) {
            FileProvider files = new FileProvider(LogFiles.of(directory, OrderStatusStore.STATUS), 10, "ispn12.", 1024);
            cache(store, OrderStatusStore.IN_FLIGHT).put("o-1", "");
            try (FileProvider.Log statuses = files.getFileForLog()) {
                EntryFilesTest.append(statuses.fileChannel, "o-1", "SHIPPED");
                AppendedEntries shown = (AppendedEntries) statuses.fileChannel;
                assertThat(shown.isSynced()).isFalse();

                cache(store, OrderStatusStore.IN_FLIGHT).remove("o-1");

                assertThat(shown.isSynced()).isTrue();
            }
            assertThat(cache(store, OrderStatusStore.IN_FLIGHT)).isEmpty();
        }
    }

    private static void journal(EmbeddedOrderStatusStore store, String orderId, OrderStatus status) {
        OrderJournal journal = OrderJournal.received(orderId, "c", "", Instant.EPOCH, Json.MAPPER.createObjectNode(), "a-test");
        OrderStatus started = OrderStatus.INVENTORY_CHECK_STARTED;
        journal = journal.moved(new Transition(started, Instant.EPOCH, 0, "", "a-test", false), false);
        OrderJournal moved = status == started ? journal : journal.moved(new Transition(status, Instant.EPOCH, 1, "", "a-test", false), false);
        cache(store, OrderStatusStore.JOURNAL).put(orderId, moved.stored());
        cache(store, OrderStatusStore.IN_FLIGHT).put(orderId, "");
    }

    private static Cache<String, String> cache(EmbeddedOrderStatusStore store, String name) {
        return store.caches().getCache(name);
    }

    private EmbeddedOrderStatusStore opened() {
        Settings settings = new Settings(property -> Optional.ofNullable(Map.of("order-status-store.data-dir", directory.toString(),
                "order-status-store.sync-writes", "true", "order-status-store.disk-reserve", "1MB", "order-status-store.ttl", "30d").get(property)));
        return EmbeddedOrderStatusStore.open(settings, DataDirectory.of(settings), () -> Long.MAX_VALUE, () -> { });
    }
}
