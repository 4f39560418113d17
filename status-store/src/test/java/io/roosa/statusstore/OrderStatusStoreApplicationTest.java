package io.roosa.statusstore;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.commons.api.BasicCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.store.ContentVersion;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What applications rely on while the store is there. */
class OrderStatusStoreApplicationTest {

    private static final int WRITERS = 20;
    private static final int STEPS = 25;

    @TempDir
    private static Path directory;
    private static RunningStore store;
    private static OrderReader reader;

    @BeforeAll
    static void start() {
        store = RunningStore.on(directory);
        reader = OrderReader.of(store.port(), Duration.ofSeconds(3));
    }

    @AfterAll
    static void stop() {
        reader.close();
        store.close();
    }

    @Test
    void what_one_application_writes_over_hot_rod_another_reads_in_the_same_jvm_and_the_other_way_round() {
        BasicCache<String, String> remote = reader.cache(OrderStatusStore.STATUS);
        BasicCache<String, String> embedded = store.embedded(OrderStatusStore.STATUS);

        remote.put("o-remote", "RECEIVED");
        embedded.put("o-embedded", "SHIPPED");

        assertThat(embedded.get("o-remote")).isEqualTo("RECEIVED");
        assertThat(remote.get("o-embedded")).isEqualTo("SHIPPED");
        assertThat(remote.replace("o-embedded", "SHIPPED", "SHIPPING_FAILED")).isTrue();
        assertThat(embedded.replace("o-embedded", "SHIPPING_FAILED", "SHIPPED")).isTrue();
        assertThat(embedded.replace("o-remote", "SHIPPED", "RECEIVED")).isFalse();
    }

    @Test
    void an_entry_has_the_version_of_its_value_whoever_wrote_it() throws Exception {
        RemoteCache<String, String> remote = (RemoteCache<String, String>) reader.cache(OrderStatusStore.STATUS);
        long received = ContentVersion.of(remote.getRemoteCacheContainer().getMarshaller().objectToByteBuffer("RECEIVED"));

        remote.putIfAbsent("o-version-remote", "RECEIVED");
        store.embedded(OrderStatusStore.STATUS).put("o-version-embedded", "RECEIVED");

        assertThat(remote.getWithMetadata("o-version-remote").getVersion()).isEqualTo(received);
        assertThat(remote.getWithMetadata("o-version-embedded").getVersion()).isEqualTo(received);
        assertThat(remote.replaceWithVersion("o-version-remote", "INVENTORY_CHECK_STARTED", received)).isTrue();
        assertThat(remote.replaceWithVersion("o-version-remote", "INVENTORY_CONFIRMED", received)).isFalse();
    }

    @Test
    void an_entry_is_replaced_where_the_expected_one_stands_and_nowhere_else() {
        reader.cache(OrderStatusStore.STATUS).put("o-replaced", "RECEIVED");

        boolean first = reader.store().replace(OrderStatusStore.STATUS, "o-replaced", "RECEIVED", "INVENTORY_CHECK_STARTED", Duration.ZERO);
        boolean again = reader.store().replace(OrderStatusStore.STATUS, "o-replaced", "RECEIVED", "INVENTORY_FAILED", Duration.ofDays(1));
        boolean unknown = reader.store().replace(OrderStatusStore.STATUS, "o-unknown", "RECEIVED", "INVENTORY_FAILED", Duration.ZERO);

        assertThat(first).isTrue();
        assertThat(again).isFalse();
        assertThat(unknown).isFalse();
        assertThat(reader.cache(OrderStatusStore.STATUS).get("o-replaced")).isEqualTo("INVENTORY_CHECK_STARTED");
    }

    @Test
    void an_order_is_replaced_without_being_read_first() {
        RemoteCache<String, String> statuses = (RemoteCache<String, String>) reader.cache(OrderStatusStore.STATUS);
        statuses.put("o-one-question", "RECEIVED");
        long readBefore = reads(statuses);

        boolean replaced = reader.store().replace(OrderStatusStore.STATUS, "o-one-question", "RECEIVED", "INVENTORY_CHECK_STARTED", Duration.ZERO);

        assertThat(replaced).isTrue();
        assertThat(reads(statuses)).isEqualTo(readBefore);
    }

    private static long reads(RemoteCache<String, String> cache) {
        return cache.clientStatistics().getRemoteHits() + cache.clientStatistics().getRemoteMisses();
    }

    @Test
    void an_order_is_made_once_and_forgotten_when_it_is_removed() {
        BasicCache<String, String> journal = reader.cache(OrderStatusStore.JOURNAL);

        journal.putIfAbsent("o-once", "first");
        journal.putIfAbsent("o-once", "second");

        assertThat(journal.get("o-once")).isEqualTo("first");
        journal.remove("o-once");
        assertThat(journal.get("o-once")).isNull();
    }

    @Test
    void a_step_that_many_want_to_take_is_taken_by_exactly_one() throws Exception {
        BasicCache<String, String> journal = reader.cache(OrderStatusStore.JOURNAL);
        journal.put("o-contended", "0");
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        Callable<Integer> writer = () -> (int) IntStream.range(0, STEPS)
                .filter(step -> wins(journal, step)).count();

        List<Future<Integer>> won = writers.invokeAll(Collections.nCopies(WRITERS, writer));

        int wins = 0;
        for (Future<Integer> one : won) {
            wins += one.get();
        }
        writers.shutdown();
        assertThat(wins).isEqualTo(STEPS);
        assertThat(journal.get("o-contended")).isEqualTo(String.valueOf(STEPS));
    }

    /** Tries for step + 1 until it is taken, by this writer or another. */
    private static boolean wins(BasicCache<String, String> journal, int step) {
        String before = String.valueOf(step);
        while (Integer.parseInt(journal.get("o-contended")) <= step) {
            if (journal.replace("o-contended", before, String.valueOf(step + 1))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void the_orders_in_flight_are_found_by_their_keys_beyond_what_is_held_in_memory() {
        BasicCache<String, String> inFlight = reader.cache(OrderStatusStore.IN_FLIGHT);
        List<String> orders = IntStream.range(0, 300).mapToObj(i -> "o-" + i).toList();

        orders.forEach(order -> inFlight.put(order, ""));

        store.embedded(OrderStatusStore.IN_FLIGHT).getAdvancedCache().getDataContainer().clear();
        assertThat(List.copyOf(inFlight.keySet())).containsExactlyInAnyOrderElementsOf(orders);
    }

    @Test
    void a_copy_that_stopped_beating_is_gone_after_the_life_of_its_heartbeat() {
        BasicCache<String, String> copies = reader.cache(OrderStatusStore.COPIES);

        copies.put("copy-1", "now", 1, TimeUnit.SECONDS);

        assertThat(copies.get("copy-1")).isEqualTo("now");
        await().atMost(Duration.ofSeconds(3)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(copies.get("copy-1")).isNull());
        assertThat(List.copyOf(copies.keySet())).isEmpty();
    }

    @Test
    void an_order_that_is_kept_on_disk_is_forgotten_after_its_time_too() {
        BasicCache<String, String> status = reader.cache(OrderStatusStore.STATUS);

        status.put("o-old", "SHIPPED", 500, TimeUnit.MILLISECONDS);

        store.embedded(OrderStatusStore.STATUS).getAdvancedCache().getDataContainer().clear();
        assertThat(status.get("o-old")).isEqualTo("SHIPPED");
        await().atMost(Duration.ofSeconds(3)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(status.get("o-old")).isNull());
    }

    @Test
    void a_store_without_its_caches_says_that_it_is_down(@TempDir Path other) throws Exception {
        try (RunningStore failing = RunningStore.on(other)) {
            assertThat(health(failing).statusCode()).isEqualTo(200);

            failing.caches().stop();

            assertThat(health(failing).statusCode()).isEqualTo(503);
            assertThat(health(failing).body()).contains("order-status-store", "DOWN");
        }
    }

    private static HttpResponse<String> health(RunningStore store) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(store.healthUrl())).build(), HttpResponse.BodyHandlers.ofString());
    }
}
