package io.roosa.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.client.hotrod.configuration.ClientIntelligence;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;

/** The store of a house, asked past the applications. */
final class StoreBehind implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private static final int READ_AT_ONCE = 1_000;
    private static final Set<String> ENDS = Set.of("INVENTORY_FAILED", "PAYMENT_FAILED", "SHIPPED", "SHIPPING_FAILED");

    private final RemoteCacheManager manager;

    StoreBehind(House house) {
        manager = new RemoteCacheManager(new ConfigurationBuilder().addServers("127.0.0.1:" + house.port(House.STORE)).clientIntelligence(ClientIntelligence.BASIC)
                .connectionTimeout(TIMEOUT_MILLIS).socketTimeout(TIMEOUT_MILLIS).build());
    }

    /** Orders that have not ended. */
    long inFlight() {
        return cache("orders-in-flight").size();
    }

    /** How many of these stand at which status, have not ended yet, or are lost: neither ended nor in flight. */
    Map<String, Integer> standing(List<String> orderIds) {
        Set<String> inFlight = new HashSet<>();
        cache("orders-in-flight").keySet().forEach(inFlight::add);
        Map<String, Integer> standing = new TreeMap<>();
        for (int from = 0; from < orderIds.size(); from += READ_AT_ONCE) {
            List<String> some = orderIds.subList(from, Math.min(orderIds.size(), from + READ_AT_ONCE));
            Map<String, String> statuses = cache("order-status").getAll(new HashSet<>(some));
            some.forEach(orderId -> standing.merge(inFlight.contains(orderId) ? "in flight" : ENDS.contains(statuses.getOrDefault(orderId, "")) ? statuses.get(orderId) : "LOST", 1, Integer::sum));
        }
        return standing;
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
