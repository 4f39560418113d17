package io.roosa.statusstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.infinispan.Cache;
import org.infinispan.client.hotrod.MetadataValue;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.IntSets;
import org.infinispan.expiration.ExpirationManager;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.util.concurrent.BlockingManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** What a cache finds on disk of what it no longer holds in memory, and again after a restart. */
@Timeout(120)
class OrdersOnDiskTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final IntSet ALL = IntSets.immutableRangeSet(256);
    private static final int WRITERS = 4;
    /** More than 20,000 orders of 1 kB, of which 500 are in memory: more than a table takes before it is written to a file. */
    private static final int ORDERS_EACH = 5500;
    private static final int AT_ONCE = 200;
    private static final Duration REWRITING = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    @Test
    void orders_that_are_rewritten_again_and_again_are_all_there_as_they_were_acknowledged_last() throws Exception {
        long seed = System.nanoTime();
        System.out.println("rewritten again and again: seed " + seed);
        Map<String, String> settings = Map.of("order-status-store.configuration", littleMemory().toString());
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        try (RunningStore store = RunningStore.with(directory.resolve("data"), settings)) {
            Cache<String, String> journal = store.embedded(OrderStatusStore.JOURNAL);
            long until = System.nanoTime() + REWRITING.toNanos();
            together(IntStream.range(0, WRITERS).<Callable<Void>>mapToObj(writer -> () -> {
                Random random = new Random(seed + writer);
                int written = 0;
                do {
                    Map<String, String> next = new ConcurrentHashMap<>();
                    for (int i = 0; i < AT_ONCE; i++, written++) {
                        int order = written < ORDERS_EACH ? written : random.nextInt(ORDERS_EACH);
                        next.put("o-" + writer + "-" + order, entry(writer, written, random));
                    }
                    putAll(journal, next);
                    acknowledged.putAll(next);
                } while (written < ORDERS_EACH || System.nanoTime() < until);
                return null;
            }).toList());

            assertThat(acknowledged).hasSizeGreaterThan(20_000);
            assertThat(files(directory.resolve("data").resolve("orders"), "*.sst")).as("files that were written from memory").isNotEmpty();
            assertThat(different(journal, acknowledged)).as("seed %d", seed).isEmpty();
            assertThat(Set.copyOf(journal.keySet())).isEqualTo(acknowledged.keySet());
        }

        try (RunningStore store = RunningStore.with(directory.resolve("data"), settings)) {
            assertThat(different(store.embedded(OrderStatusStore.JOURNAL), acknowledged)).as("after a restart, seed %d", seed).isEmpty();
        }
    }

    private static String entry(int writer, int written, Random random) {
        StringBuilder entry = new StringBuilder().append(writer).append('.').append(written).append('.');
        while (entry.length() < 1000) {
            entry.append(Long.toHexString(random.nextLong()));
        }
        return entry.toString();
    }

    private static Set<String> different(Cache<String, String> cache, Map<String, String> expected) {
        Set<String> different = new HashSet<>();
        expected.forEach((order, entry) -> {
            if (!entry.equals(cache.get(order))) {
                different.add(order);
            }
        });
        return different;
    }

    @Test
    void the_orders_in_flight_are_those_that_came_and_did_not_go_though_thousands_do_at_once() throws Exception {
        long seed = System.nanoTime();
        System.out.println("in flight: seed " + seed);
        Set<String> stay = ConcurrentHashMap.newKeySet();
        try (RunningStore store = RunningStore.on(directory)) {
            Cache<String, String> inFlight = store.embedded(OrderStatusStore.IN_FLIGHT);
            inFlight.put("o-always", "");
            stay.add("o-always");
            together(IntStream.range(0, WRITERS).<Callable<Void>>mapToObj(writer -> () -> {
                Random random = new Random(seed + writer);
                for (int round = 0; round < 20; round++) {
                    Map<String, String> come = new ConcurrentHashMap<>();
                    for (int order = 0; order < AT_ONCE; order++) {
                        come.put("o-" + writer + "-" + round + "-" + order, "");
                    }
                    putAll(inFlight, come);
                    if (round % 5 == writer) {
                        assertThat(Set.copyOf(inFlight.keySet())).as("seed %d", seed).containsAll(come.keySet()).contains("o-always");
                    }
                    come.keySet().stream().filter(order -> random.nextInt(20) == 0).forEach(stay::add);
                    CompletableFuture.allOf(come.keySet().stream().filter(order -> !stay.contains(order)).map(inFlight::removeAsync)
                            .toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
                }
                return null;
            }).toList());

            assertThat(Set.copyOf(inFlight.keySet())).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(stay);
            assertThat(inFlight.size()).isEqualTo(stay.size());
        }

        try (RunningStore store = RunningStore.on(directory)) {
            Cache<String, String> inFlight = store.embedded(OrderStatusStore.IN_FLIGHT);
            assertThat(Set.copyOf(inFlight.keySet())).as("after a restart, seed %d", seed).containsExactlyInAnyOrderElementsOf(stay);
            assertThat(inFlight.size()).isEqualTo(stay.size());
            inFlight.clear();
            assertThat(inFlight.keySet()).isEmpty();
        }

        try (RunningStore store = RunningStore.on(directory)) {
            assertThat(store.embedded(OrderStatusStore.IN_FLIGHT).keySet()).isEmpty();
        }
    }

    @Test
    void the_orders_in_flight_are_found_while_all_threads_that_wait_for_the_disk_are_busy() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (RunningStore store = RunningStore.on(directory)) {
            Cache<String, String> inFlight = store.embedded(OrderStatusStore.IN_FLIGHT);
            Set<String> orders = IntStream.range(0, 1000).mapToObj(order -> "o-" + order).collect(Collectors.toSet());
            putAll(inFlight, orders.stream().collect(Collectors.toMap(order -> order, order -> "")));
            BlockingManager disk = GlobalComponentRegistry.componentOf(store.caches(), BlockingManager.class);
            try {
                for (int busy = 0; busy < 1000; busy++) {
                    disk.runBlocking(() -> awaited(done), "busy");
                }

                assertThat(CompletableFuture.supplyAsync(() -> Set.copyOf(inFlight.keySet())).get(10, TimeUnit.SECONDS)).isEqualTo(orders);
                assertThat(inFlight.getAsync("o-1").get(10, TimeUnit.SECONDS)).isEmpty();
            } finally {
                done.countDown();
            }
        }
    }

    private static void awaited(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_order_that_leaves_while_it_is_looked_for_does_not_come_back() throws Exception {
        try (RunningStore store = RunningStore.on(directory)) {
            Cache<String, String> inFlight = store.embedded(OrderStatusStore.IN_FLIGHT);
            for (int round = 0; round < 100; round++) {
                Map<String, String> come = IntStream.range(0, AT_ONCE).mapToObj(order -> "o-" + order).collect(Collectors.toMap(order -> order, order -> ""));
                putAll(inFlight, come);

                List<CompletableFuture<?>> done = new ArrayList<>();
                come.keySet().forEach(order -> {
                    done.add(inFlight.getAsync(order));
                    done.add(inFlight.removeAsync(order));
                    done.add(inFlight.getAsync(order));
                });
                CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

                assertThat(inFlight.keySet()).as("round %d", round).isEmpty();
                assertThat(inFlight.size()).as("round %d", round).isZero();
            }
        }
    }

    /** It is asked every second, and what a thread steps over for it keeps others' reads waiting: 80 to 140 ms with 190,000 in flight. */
    @Test
    void how_many_orders_are_in_flight_is_told_without_stepping_over_them() throws Exception {
        try (RunningStore store = RunningStore.on(directory)) {
            store.embedded(OrderStatusStore.IN_FLIGHT).put("o-1", "");
            KeptTable table = new KeptTable(GlobalComponentRegistry.componentOf(store.caches(), OrderFiles.class), OrderStatusStore.IN_FLIGHT, false);
            byte[] noOrderId = {-1, -1, -1};
            table.write(KeptTable.key(0, noOrderId, 0, noOrderId.length), new byte[0], -1).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }

        try (RunningStore store = RunningStore.on(directory)) {
            Cache<String, String> inFlight = store.embedded(OrderStatusStore.IN_FLIGHT);
            assertThatCode(() -> Set.copyOf(inFlight.keySet())).as("whoever steps over them stumbles").isInstanceOf(Exception.class);
            assertThat(inFlight.size()).isEqualTo(2);
        }
    }

    @Test
    void infinispan_holds_few_of_the_orders_in_flight_which_it_would_step_over_for_each_segment() throws Exception {
        try (RunningStore store = RunningStore.on(directory)) {
            Cache<String, String> inFlight = store.embedded(OrderStatusStore.IN_FLIGHT);

            putAll(inFlight, IntStream.range(0, 1000).mapToObj(order -> "o-" + order).collect(Collectors.toMap(order -> order, order -> "")));

            await().atMost(TIMEOUT).until(() -> inFlight.getAdvancedCache().getDataContainer().size() <= 50);
            assertThat(inFlight.size()).isEqualTo(1000);
        }
    }

    @Test
    void an_order_keeps_its_version_and_its_lifespan_over_a_restart() {
        long version;
        long made;
        try (RunningStore store = RunningStore.on(directory); OrderReader reader = OrderReader.of(store.port(), TIMEOUT)) {
            RemoteCache<String, String> status = (RemoteCache<String, String>) reader.cache(OrderStatusStore.STATUS);
            status.put("o-1", "RECEIVED", 30, TimeUnit.DAYS);
            status.put("o-2", "RECEIVED");
            version = status.getWithMetadata("o-1").getVersion();
            made = status.getWithMetadata("o-1").getCreated();
        }

        try (RunningStore store = RunningStore.on(directory); OrderReader reader = OrderReader.of(store.port(), TIMEOUT)) {
            RemoteCache<String, String> status = (RemoteCache<String, String>) reader.cache(OrderStatusStore.STATUS);
            MetadataValue<String> first = status.getWithMetadata("o-1");
            assertThat(first.getVersion()).isEqualTo(version);
            assertThat(first.getLifespan()).isEqualTo(Duration.ofDays(30).toSeconds());
            assertThat(first.getCreated()).isCloseTo(made, within(1000L));
            assertThat(status.getWithMetadata("o-2").getLifespan()).isEqualTo(-1);
            assertThat(status.replaceWithVersion("o-1", "INVENTORY_CHECK_STARTED", version + 1)).isFalse();
            assertThat(status.replaceWithVersion("o-1", "INVENTORY_CHECK_STARTED", version)).isTrue();
            assertThat(status.replaceWithVersion("o-1", "INVENTORY_FAILED", version)).isFalse();
            assertThat(status.get("o-1")).isEqualTo("INVENTORY_CHECK_STARTED");
        }
    }

    @Test
    void an_order_whose_time_is_over_is_not_found_and_is_purged_and_one_that_was_written_again_stays() {
        try (RunningStore store = RunningStore.on(directory)) {
            Cache<String, String> status = store.embedded(OrderStatusStore.STATUS);
            status.put("o-gone", "SHIPPED", 100, TimeUnit.MILLISECONDS);
            status.put("o-again", "SHIPPED", 100, TimeUnit.MILLISECONDS);
            status.put("o-again", "SHIPPED", 30, TimeUnit.DAYS);
            status.getAdvancedCache().getDataContainer().clear();
            KeptTable onDisk = new KeptTable(GlobalComponentRegistry.componentOf(store.caches(), OrderFiles.class), OrderStatusStore.STATUS, false);
            await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(20)).until(() -> !Set.copyOf(status.keySet()).contains("o-gone"));
            assertThat(status.get("o-gone")).isNull();
            assertThat(status.keySet()).containsExactly("o-again");
            assertThat(onDisk.rows(null, ALL, 10)).hasSize(2);

            purge(store.caches());

            assertThat(onDisk.rows(null, ALL, 10)).hasSize(1);
            assertThat(status.get("o-again")).isEqualTo("SHIPPED");
        }
    }

    @Test
    void a_purge_that_fails_is_not_the_last_one() {
        try (RunningStore store = RunningStore.on(directory)) {
            GlobalComponentRegistry.componentOf(store.caches(), OrderFiles.class).close();

            assertThatCode(() -> purge(store.caches())).doesNotThrowAnyException();
        }
    }

    private static void purge(EmbeddedCacheManager caches) {
        ExpirationManager<?, ?> expiry = caches.getCache(OrderStatusStore.STATUS).getAdvancedCache().getExpirationManager();
        expiry.processExpiration();
    }

    private static void putAll(Cache<String, String> cache, Map<String, String> entries) throws Exception {
        List<CompletableFuture<String>> writes = new ArrayList<>();
        entries.forEach((key, value) -> writes.add(cache.putAsync(key, value)));
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
    }

    private static void together(List<Callable<Void>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Path littleMemory() throws IOException {
        try (InputStream caches = OrdersOnDisk.class.getResourceAsStream("/order-status-store.xml")) {
            String all = new String(caches.readAllBytes(), StandardCharsets.UTF_8);
            String little = all.replace("max-count=\"20000\"", "max-count=\"500\"");
            assertThat(little).isNotEqualTo(all);
            return Files.writeString(directory.resolve("little-memory.xml"), little);
        }
    }

    private static List<Path> files(Path directory, String names) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, names)) {
            found.forEach(files::add);
        }
        return files;
    }
}
