package io.roosa.shared.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import org.infinispan.client.hotrod.Flag;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.client.hotrod.annotation.ClientCacheEntryCreated;
import org.infinispan.client.hotrod.annotation.ClientCacheEntryModified;
import org.infinispan.client.hotrod.annotation.ClientListener;
import org.infinispan.client.hotrod.configuration.ClientIntelligence;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;
import org.infinispan.client.hotrod.event.ClientCacheEntryCreatedEvent;
import org.infinispan.client.hotrod.event.ClientCacheEntryModifiedEvent;
import org.infinispan.client.hotrod.metrics.micrometer.MicrometerRemoteCacheManagerMetricsRegistry;
import org.infinispan.commons.api.BasicCache;

import io.roosa.shared.app.Assembly;
import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;

/**
 * The way to the order-status-store: over Hot Rod, or to the cache manager in the same JVM. It is opened without a first
 * contact, so that an application starts while the store is still down, and finds it by itself once it is there.
 */
public final class OrderStatusStore {

    /** Key orderId, value the current status and nothing else. */
    public static final String STATUS = "order-status";

    /** Key orderId, value the journal entry. */
    public static final String JOURNAL = "order-journal";

    /** The orders that have not ended: key orderId. What has to be resumed is found here and nowhere else. */
    public static final String IN_FLIGHT = "orders-in-flight";

    /** Key a client's Idempotency-Key, value the order it made. */
    public static final String IDEMPOTENCY = "order-idempotency";

    /** The copies of order-proc-api that live: key copy, value since when; an entry expires with its heartbeat. */
    public static final String COPIES = "order-proc-copies";

    /** The name by which the launcher hands over the cache manager of the same JVM. */
    public static final String EMBEDDED = "embeddedOrderStatusStore";

    private static final Pattern ADDRESSES = Pattern.compile("[^:;\\s]+:\\d{1,5}(;[^:;\\s]+:\\d{1,5})*");
    private static final String COMPONENT = "order-status-store.component";

    /** Keys of a cache. While the store gathers them whoever else asks it waits; the client's default is 10,000, 20 ms of a core. */
    private static final int LISTED_AT_ONCE = 500;

    /** So many guesses may be wrong, such as those for entries of an older release, before a store is taken for one that has its own versions. */
    private static final int WRONG_GUESSES = 100;

    private final Function<String, BasicCache<String, String>> caches;
    private final AtomicInteger guesses = new AtomicInteger(WRONG_GUESSES);

    private OrderStatusStore(Function<String, BasicCache<String, String>> caches) {
        this.caches = caches;
    }

    /**
     * Opens the way to the store as the settings tell, and makes its cache manager known to camel-infinispan.
     *
     * @param timeout how long one operation may take, connecting included
     * @throws WrongSetting where the address is none, or the store is said to be in a JVM where it is not
     */
    public static OrderStatusStore reachedFrom(Assembly assembly, Duration timeout) {
        Settings settings = assembly.settings();
        if ("infinispan-embedded".equals(settings.oneOf(COMPONENT, List.of("infinispan", "infinispan-embedded")))) {
            return new OrderStatusStore(EmbeddedStore.of(assembly.context())
                    .orElseThrow(() -> new WrongSetting(COMPONENT, "infinispan-embedded", "infinispan, unless all run in one JVM (roosa.jar)")));
        }
        RemoteCacheManager manager = assembly.bind("orderStatusStore", new RemoteCacheManager(hotRod(settings, timeout, assembly.meters()), false));
        manager.start();
        assembly.closeAtStop(manager);
        return new OrderStatusStore(manager::getCache);
    }

    /** A store whose caches are at hand, by name. */
    public static OrderStatusStore of(Function<String, BasicCache<String, String>> caches) {
        return new OrderStatusStore(caches);
    }

    /**
     * One of the store's caches. It is asked for at each use: over Hot Rod that may be the first contact. An operation fails
     * with an exception of Infinispan's after the timeout at the latest, at once where the connection is refused, and works
     * again as soon as the store does. A write that failed by timeout may have been made, or be made yet when a store that hung
     * goes on: read before deciding, and write what others write too only by {@code replace(key, old, new)}.
     *
     * @throws IllegalStateException where the store is reached and keeps no such cache
     */
    public BasicCache<String, String> cache(String name) {
        return Optional.ofNullable(caches.apply(name))
                .orElseThrow(() -> new IllegalStateException("the order-status-store keeps no " + name + ": it was not given order-status-store.xml"));
    }

    /**
     * Writes an entry where none stands, and answers what stood there, empty where this one stands now. Over Hot Rod a plain
     * {@code putIfAbsent} answers nothing at all, whether it has written or not.
     */
    public Optional<String> putIfAbsent(String name, String key, String value, Duration lifespan) {
        BasicCache<String, String> cache = cache(name);
        BasicCache<String, String> telling = cache instanceof RemoteCache<String, String> remote ? remote.withFlags(Flag.FORCE_RETURN_VALUE) : cache;
        return Optional.ofNullable(telling.putIfAbsent(key, value, lifespan.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Replaces an entry where {@code expected} stands, and answers whether it did. The order-status-store's own versions follow
     * from the values, so that over Hot Rod one question will do; any other store is asked for its version first.
     *
     * @param lifespan after which the entry is forgotten; zero for never
     */
    public boolean replace(String name, String key, String expected, String value, Duration lifespan) {
        BasicCache<String, String> cache = cache(name);
        long millis = lifespan.isZero() ? -1 : lifespan.toMillis();
        if (cache instanceof RemoteCache<String, String> remote && guesses.get() > 0) {
            if (remote.replaceWithVersion(key, value, ContentVersion.of(stored(remote, expected)), millis, TimeUnit.MILLISECONDS, -1, TimeUnit.MILLISECONDS)) {
                return true;
            }
            boolean replaced = remote.replace(key, expected, value, millis, TimeUnit.MILLISECONDS);
            if (replaced) {
                guesses.decrementAndGet();
            }
            return replaced;
        }
        return cache.replace(key, expected, value, millis, TimeUnit.MILLISECONDS);
    }

    private static byte[] stored(RemoteCache<String, String> remote, String value) {
        try {
            return remote.getRemoteCacheContainer().getMarshaller().objectToByteBuffer(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Several entries of one cache at once; what is not there is left out. */
    public Map<String, String> getAll(String name, Set<String> keys) {
        BasicCache<String, String> cache = cache(name);
        return cache instanceof RemoteCache<String, String> remote ? remote.getAll(keys) : EmbeddedStore.getAll(cache, keys);
    }

    /**
     * Tells of each entry of one cache that is written, by its key, until it is closed; whichever process wrote it. The telling may
     * come late or twice, and none comes while the way to the store is broken, so who must not miss a write reads now and then.
     */
    public AutoCloseable listening(String name, Consumer<String> written) {
        BasicCache<String, String> cache = cache(name);
        if (cache instanceof RemoteCache<String, String> remote) {
            Object listener = new WriteListener(written);
            remote.addClientListener(listener);
            return () -> remote.removeClientListener(listener);
        }
        return EmbeddedStore.listening(cache, written);
    }

    /** The client calls it for each write that the store tells of, and hangs it anew where the connection broke. */
    @ClientListener
    public static final class WriteListener {

        private final Consumer<String> written;

        WriteListener(Consumer<String> written) {
            this.written = written;
        }

        /** An entry was created. */
        @ClientCacheEntryCreated
        public void created(ClientCacheEntryCreatedEvent<String> event) {
            written.accept(event.getKey());
        }

        /** An entry was changed. */
        @ClientCacheEntryModified
        public void modified(ClientCacheEntryModifiedEvent<String> event) {
            written.accept(event.getKey());
        }
    }

    private static org.infinispan.client.hotrod.configuration.Configuration hotRod(Settings settings, Duration timeout, MeterRegistry meters) {
        String addresses = settings.text("order-status-store.url");
        if (!ADDRESSES.matcher(addresses).matches()) {
            throw new WrongSetting("order-status-store.url", addresses, "host:port, or several of them separated by semicolons");
        }
        ConfigurationBuilder builder = new ConfigurationBuilder();
        builder.addServers(addresses)
                // One address per server is enough: what a server behind a gateway says of its own address is not to be trusted.
                .clientIntelligence(ClientIntelligence.BASIC)
                .connectionTimeout((int) timeout.toMillis())
                .socketTimeout((int) timeout.toMillis())
                .maxRetries(0)
                .batchSize(LISTED_AT_ONCE)
                .withMetricRegistry(new MicrometerRemoteCacheManagerMetricsRegistry.Builder(meters).withPrefix("roosa.store").build())
                .statistics().enable();
        settings.optionalText("order-status-store.username").ifPresent(username -> builder.security().authentication()
                .username(username).password(settings.text("order-status-store.password")));
        return builder.build();
    }
}
