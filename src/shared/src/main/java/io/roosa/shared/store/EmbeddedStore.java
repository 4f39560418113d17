package io.roosa.shared.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.infinispan.Cache;
import org.infinispan.commons.api.BasicCache;
import org.infinispan.manager.EmbeddedCacheManager;

/** The way to a store in the same JVM. It stands apart, since a jar that reaches its store over Hot Rod carries no Infinispan core. */
final class EmbeddedStore {

    private EmbeddedStore() {
    }

    /** The caches of the store that the launcher handed over; empty where there is none. */
    static Optional<Function<String, BasicCache<String, String>>> of(CamelContext context) {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType(OrderStatusStore.EMBEDDED, EmbeddedCacheManager.class))
                .map(manager -> manager::getCache);
    }

    /** Several entries at once; what is not there is left out. */
    static Map<String, String> getAll(BasicCache<String, String> cache, Set<String> keys) {
        return ((Cache<String, String>) cache).getAdvancedCache().getAll(keys);
    }
}
