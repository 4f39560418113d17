package io.roosa.statusstore;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.StoreConfiguration;
import org.infinispan.configuration.global.GlobalConfiguration;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.configuration.parsing.ParserRegistry;
import org.infinispan.persistence.sifs.configuration.SoftIndexFileStoreConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

/** A stock Infinispan Server keeps the same caches as our own store, by a file of its own: it cannot load our classes. */
class StockServerTest {

    private static final Path SERVER = Path.of("..", "ops", "infinispan-server-caches.xml");

    @TempDir
    private Path directory;

    /** What must not differ between the two files, but how many orders in flight Infinispan holds in memory: our own store holds all of them itself. */
    private record Kept(CacheMode mode, boolean template, MediaType key, MediaType value, long inMemory, boolean onDisk, boolean shared, boolean preloaded) {

        static Kept of(String name, Configuration cache) {
            StoreConfiguration store = cache.persistence().stores().isEmpty() ? null : cache.persistence().stores().get(0);
            return new Kept(cache.clustering().cacheMode(), cache.isTemplate(), cache.encoding().keyDataType().mediaType(), cache.encoding().valueDataType().mediaType(),
                    name.equals(OrderStatusStore.IN_FLIGHT) ? 0 : cache.memory().maxCount(), store != null, store != null && store.shared(), store != null && store.preload());
        }
    }

    @Test
    void a_stock_server_is_given_the_same_caches_with_the_same_encodings() throws IOException {
        Map<String, Configuration> own = caches(StockServerTest.class.getResource("/order-status-store.xml"));

        Map<String, Configuration> server = caches(SERVER.toUri().toURL());

        assertThat(kept(server)).isEqualTo(kept(own)).containsKeys(OrderStatusStore.STATUS, OrderStatusStore.JOURNAL, OrderStatusStore.IN_FLIGHT,
                OrderStatusStore.IDEMPOTENCY, OrderStatusStore.COPIES);
    }

    @Test
    void a_stock_server_needs_no_class_of_ours_and_acknowledges_what_is_on_disk() throws IOException {
        Map<String, Configuration> server = caches(SERVER.toUri().toURL());

        assertThat(server.values()).flatExtracting(cache -> cache.persistence().stores()).isNotEmpty()
                .allSatisfy(store -> assertThat(((SoftIndexFileStoreConfiguration) store).data().syncWrites()).isTrue());
    }

    private static Map<String, Kept> kept(Map<String, Configuration> caches) {
        Map<String, Kept> kept = new TreeMap<>();
        caches.forEach((name, cache) -> kept.put(name, Kept.of(name, cache)));
        return kept;
    }

    private Map<String, Configuration> caches(URL file) throws IOException {
        ConfigurationBuilderHolder holder = new ParserRegistry().parse(file);
        GlobalConfiguration global = holder.getGlobalConfigurationBuilder().globalState().enable().persistentLocation(directory.toString()).build();
        Map<String, Configuration> caches = new TreeMap<>();
        holder.getNamedConfigurationBuilders().forEach((name, cache) -> caches.put(name, cache.build(global)));
        return caches;
    }
}
