package io.roosa.statusstore;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.infinispan.Cache;
import org.infinispan.manager.EmbeddedCacheManager;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.store.OrderStatusStore;

/** The application order-status-store, started in the test's JVM on a directory and port of the test's choice. */
final class RunningStore implements AutoCloseable {

    private final RunningApplication running;

    private RunningStore(RunningApplication running) {
        this.running = running;
    }

    static RunningStore on(Path directory) {
        return on(directory, 0);
    }

    static RunningStore on(Path directory, int port) {
        return with(directory, Map.of("order-status-store.port", String.valueOf(port)));
    }

    static RunningStore with(Path directory, Map<String, String> properties) {
        Map<String, String> overrides = new HashMap<>(Map.of("order-status-store.data-dir", directory.toString()));
        overrides.putAll(properties);
        return new RunningStore(OrderStatusStoreApplication.application().start(Environment.named("test"), overrides, Map.of()));
    }

    int port() {
        return running.port();
    }

    String healthUrl() {
        return running.managementUrl() + "/observe/health";
    }

    /** The cache manager as the launcher finds it. */
    EmbeddedCacheManager caches() {
        return running.context().getRegistry().lookupByNameAndType(OrderStatusStore.EMBEDDED, EmbeddedCacheManager.class);
    }

    Cache<String, String> embedded(String cache) {
        return caches().getCache(cache);
    }

    @Override
    public void close() {
        running.close();
    }
}
