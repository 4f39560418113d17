package io.roosa.bench;

import java.util.Map;

import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.client.hotrod.configuration.ClientIntelligence;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;

/** The store of a house, asked past the applications. */
final class StoreBehind implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final RemoteCacheManager manager;

    StoreBehind(House house) {
        manager = new RemoteCacheManager(new ConfigurationBuilder().addServers("127.0.0.1:" + house.port(House.STORE)).clientIntelligence(ClientIntelligence.BASIC)
                .connectionTimeout(TIMEOUT_MILLIS).socketTimeout(TIMEOUT_MILLIS).build());
    }

    /** Orders that have not ended. */
    long inFlight() {
        return cache("orders-in-flight").size();
    }

    String journal(String orderId) {
        return cache("order-journal").get(orderId);
    }

    /** Writes many entries of one cache at once. */
    void put(String name, Map<String, String> entries) {
        cache(name).putAll(entries);
    }

    private RemoteCache<String, String> cache(String name) {
        return manager.getCache(name);
    }

    @Override
    public void close() {
        manager.close();
    }
}
