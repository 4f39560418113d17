package io.roosa.shared.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.infinispan.Cache;
import org.infinispan.commons.api.BasicCache;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;

/** The way to a store in the same JVM. It stands apart, since a jar that reaches its store over Hot Rod carries no Infinispan core. */
final class EmbeddedStore {

    private EmbeddedStore() {
    }

    /** The caches of the store that the launcher handed over; empty where there is none. */
    static Optional<Function<String, BasicCache<String, String>>> of(CamelContext context) {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType(OrderStatusStore.EMBEDDED, EmbeddedCacheManager.class))
                .map(manager -> manager::getCache);
    }

    /** Tells of each entry that is written, until it is closed. */
    static AutoCloseable listening(BasicCache<String, String> cache, Consumer<String> written) {
        Object listener = new WriteListener(written);
        ((Cache<String, String>) cache).addListener(listener);
        return () -> ((Cache<String, String>) cache).removeListener(listener);
    }

    /** Infinispan calls it after each write, on threads of its own: whoever writes an order does not wait for those who watch it. */
    @Listener(sync = false, observation = Listener.Observation.POST)
    public static final class WriteListener {

        private final Consumer<String> written;

        WriteListener(Consumer<String> written) {
            this.written = written;
        }

        /** An entry was created or changed. */
        @CacheEntryCreated
        @CacheEntryModified
        public void changed(CacheEntryEvent<String, String> event) {
            written.accept(event.getKey());
        }
    }

    /** Several entries at once; what is not there is left out. */
    static Map<String, String> getAll(BasicCache<String, String> cache, Set<String> keys) {
        return ((Cache<String, String>) cache).getAdvancedCache().getAll(keys);
    }
}
