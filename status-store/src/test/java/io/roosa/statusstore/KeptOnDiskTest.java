package io.roosa.statusstore;

import java.io.File;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.infinispan.commons.api.BasicCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What outlives a stop, an orderly one or not. */
class KeptOnDiskTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    @Test
    void orders_outlive_a_restart_and_heartbeats_do_not() {
        try (RunningStore store = RunningStore.on(directory); OrderReader reader = OrderReader.of(store.port(), TIMEOUT)) {
            reader.cache(OrderStatusStore.STATUS).put("o-1", "SHIPPED", 30, TimeUnit.DAYS);
            reader.cache(OrderStatusStore.IN_FLIGHT).put("o-2", "");
            reader.cache(OrderStatusStore.COPIES).put("copy-1", "now");
        }

        try (RunningStore store = RunningStore.on(directory); OrderReader reader = OrderReader.of(store.port(), TIMEOUT)) {
            assertThat(reader.cache(OrderStatusStore.STATUS).get("o-1")).isEqualTo("SHIPPED");
            assertThat(Set.copyOf(reader.cache(OrderStatusStore.IN_FLIGHT).keySet())).containsExactly("o-2");
            assertThat(reader.cache(OrderStatusStore.COPIES).get("copy-1")).isNull();
        }
    }

    @Test
    void the_store_in_one_jvm_with_its_applications_opens_what_the_store_over_hot_rod_left_and_opens_no_port() {
        int port;
        try (RunningStore store = RunningStore.on(directory); OrderReader reader = OrderReader.of(store.port(), TIMEOUT)) {
            port = store.port();
            reader.cache(OrderStatusStore.STATUS).put("o-1", "RECEIVED");
        }

        Map<String, String> embedded = Map.of("order-status-store.component", "infinispan-embedded", "order-status-store.port", String.valueOf(port));


        try (RunningStore store = RunningStore.with(directory, embedded);
                OrderReader reader = OrderReader.of(embedded, Map.of(OrderStatusStore.EMBEDDED, store.caches()), TIMEOUT)) {
            assertThat(reader.cache(OrderStatusStore.STATUS).replace("o-1", "RECEIVED", "INVENTORY_CHECK_STARTED")).isTrue();
            reader.cache(OrderStatusStore.STATUS).put("o-2", "RECEIVED");
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close()).isInstanceOf(ConnectException.class);
        }
        try (RunningStore store = RunningStore.on(directory); OrderReader reader = OrderReader.of(store.port(), TIMEOUT)) {
            assertThat(reader.cache(OrderStatusStore.STATUS).get("o-1")).isEqualTo("INVENTORY_CHECK_STARTED");
            assertThat(reader.cache(OrderStatusStore.STATUS).replace("o-2", "RECEIVED", "INVENTORY_CHECK_STARTED")).isTrue();
        }
    }

    @Test
    void a_store_killed_under_load_loses_no_write_that_it_acknowledged() throws Exception {
        Path log = directory.resolve("child.log");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Dcamel.main.profile=test",
                "-Dorder-status-store.data-dir=" + directory.resolve("data"), "-Dorder-status-store.sync-writes=true",
                OrderStatusStoreApplication.class.getName())
                .redirectErrorStream(true).redirectOutput(log.toFile()).directory(new File(System.getProperty("user.dir"))).start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.readString(log).contains("ready in"));
        int port = Integer.parseInt(Files.readString(log).replaceAll("(?s).*Hot Rod 127\\.0\\.0\\.1:(\\d+),.*", "$1"));
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean load = new AtomicBoolean(true);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try (OrderReader reader = OrderReader.of(port, Duration.ofSeconds(1))) {
            BasicCache<String, String> status = reader.cache(OrderStatusStore.STATUS);
            for (int writer = 0; writer < 4; writer++) {
                String name = "o-" + writer + "-";
                writers.submit(() -> {
                    for (int i = 0; load.get(); i++) {
                        status.put(name + i, "RECEIVED");
                        acknowledged.add(name + i);
                    }
                });
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.size() > 1000);

            child.destroyForcibly().waitFor();
            load.set(false);
            writers.shutdown();
            assertThat(writers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }

        try (RunningStore store = RunningStore.on(directory.resolve("data"))) {
            assertThat(store.embedded(OrderStatusStore.STATUS).keySet()).containsAll(acknowledged);
        }
    }
}
