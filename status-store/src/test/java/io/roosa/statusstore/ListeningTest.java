package io.roosa.statusstore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an application hears of writes that another one makes, over the network. */
class ListeningTest {

    private static final Duration TIMEOUT = Duration.ofMillis(600);

    @TempDir
    private Path directory;

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    @Test
    void each_write_of_another_application_is_heard_by_its_key_and_none_after_the_end() throws Exception {
        try (RunningStore store = RunningStore.on(directory); OrderReader writer = OrderReader.of(store.port(), TIMEOUT);
                OrderReader reader = OrderReader.of(store.port(), TIMEOUT)) {
            AutoCloseable listening = reader.listening(OrderStatusStore.STATUS, heard::add);
            writer.cache(OrderStatusStore.STATUS).put("o-1", "RECEIVED");
            writer.cache(OrderStatusStore.STATUS).replace("o-1", "RECEIVED", "INVENTORY_CHECK_STARTED");
            writer.cache(OrderStatusStore.JOURNAL).put("o-2", "another cache");
            soon().untilAsserted(() -> assertThat(heard).containsExactly("o-1", "o-1"));

            listening.close();
            writer.cache(OrderStatusStore.STATUS).put("o-3", "RECEIVED");

            await().during(Duration.ofMillis(300)).until(() -> !heard.contains("o-3"));
        }
    }

    @Test
    void after_a_restart_of_the_store_writes_are_heard_again() {
        RunningStore first = RunningStore.on(directory);
        int port = first.port();
        try (OrderReader reader = OrderReader.of(port, TIMEOUT)) {
            reader.listening(OrderStatusStore.STATUS, heard::add);
            first.close();

            try (RunningStore second = RunningStore.on(directory, port)) {
                // Nobody promises to hear at once: what is missed meanwhile is found by reading.
                soon().ignoreExceptions().until(() -> {
                    reader.cache(OrderStatusStore.STATUS).put("o-1", "RECEIVED");
                    return heard.contains("o-1");
                });
                assertThat(second.port()).isEqualTo(port);
            }
        } finally {
            first.close();
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }
}
