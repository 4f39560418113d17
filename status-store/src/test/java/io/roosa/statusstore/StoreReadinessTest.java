package io.roosa.statusstore;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When a store takes work, as a balancer asks it; a store that only cannot write is not to be killed. */
class StoreReadinessTest {

    private static final long MEGABYTE = 1024 * 1024;

    private final AtomicLong free = new AtomicLong(1000 * MEGABYTE);

    @TempDir
    private Path directory;

    @Test
    void a_store_that_is_short_of_disk_is_not_ready_until_there_is_room_and_lives_all_the_time() throws Exception {
        Map<String, String> settings = Map.of("order-status-store.data-dir", directory.toString(), "order-status-store.disk-reserve", "64MB");
        try (RunningApplication store = OrderStatusStoreApplication
                .application(read -> EmbeddedOrderStatusStore.open(read, DataDirectory.of(read), free::get, () -> { })).start(Environment.named("test"), settings, Map.of())) {
            assertThat(health(store, "ready")).isEqualTo(200);

            free.set(60 * MEGABYTE);

            await().atMost(Duration.ofSeconds(10)).until(() -> health(store, "ready") == 503);
            assertThat(health(store, "live")).isEqualTo(200);
            free.set(1000 * MEGABYTE);
            await().atMost(Duration.ofSeconds(10)).until(() -> health(store, "ready") == 200);
        }
    }

    private static int health(RunningApplication store, String question) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(store.managementUrl() + "/observe/health/" + question)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
