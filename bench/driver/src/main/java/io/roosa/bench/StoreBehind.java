package io.roosa.bench;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.client.hotrod.configuration.ClientIntelligence;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;

/** The store of a house, asked past the applications. */
final class StoreBehind implements AutoCloseable {

    static final String JOURNAL = "order-journal";
    static final String STATUS = "order-status";
    static final String IN_FLIGHT = "orders-in-flight";

    private static final String COPIES = "order-proc-copies";
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int WRITES_AT_ONCE = 1_000;
    private static final long KEPT_DAYS = 30;
    private static final int TOLD_EVERY = 1_000;

    private static final int READ_AT_ONCE = 1_000;
    private static final Set<String> ENDS = Set.of("INVENTORY_FAILED", "PAYMENT_FAILED", "SHIPPED", "SHIPPING_FAILED");

    private final RemoteCacheManager manager;

    StoreBehind(House house) {
        manager = new RemoteCacheManager(new ConfigurationBuilder().addServers("127.0.0.1:" + house.port(House.STORE)).clientIntelligence(ClientIntelligence.BASIC)
                .connectionTimeout(TIMEOUT_MILLIS).socketTimeout(TIMEOUT_MILLIS).build());
    }

    /** Orders that have not ended. */
    long inFlight() {
        return cache(IN_FLIGHT).size();
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

    /** Copies of order-proc-api whose hearts beat. */
    long living() {
        return cache(COPIES).size();
    }

    Optional<String> status(String orderId) {
        return Optional.ofNullable(cache(STATUS).get(orderId));
    }

    /** The order as it stands now. */
    Specimen specimen(String orderId) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : List.of(JOURNAL, STATUS, IN_FLIGHT)) {
            Optional.ofNullable(cache(name).get(orderId)).ifPresent(value -> kept.put(name, value));
        }
        return new Specimen(orderId, kept);
    }

    /**
     * Writes the order under each of these ids, and answers once all stand. Each entry is a write of its own, as those of the
     * applications are: the store gives entries that are written together other versions.
     *
     * @param finished whether it has ended, so that it expires one day
     */
    void fill(Specimen specimen, List<String> ids, boolean finished, LongConsumer progress) throws InterruptedException {
        Semaphore places = new Semaphore(WRITES_AT_ONCE);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < ids.size() && failure.get() == null; i++) {
            for (String name : specimen.kept().keySet()) {
                places.acquire();
                cache(name).putAsync(ids.get(i), specimen.in(name, ids.get(i)), finished ? KEPT_DAYS : -1, TimeUnit.DAYS).whenComplete((before, failed) -> {
                    places.release();
                    if (failed != null) {
                        failure.set(failed);
                    }
                });
            }
            if (i % TOLD_EVERY == 0) {
                progress.accept(i);
            }
        }
        places.acquire(WRITES_AT_ONCE);
        if (failure.get() != null) {
            throw new IllegalStateException("the store could not be filled: " + failure.get().getMessage(), failure.get());
        }
    }

    /** Forgets all orders. */
    void empty() {
        List.of(JOURNAL, STATUS, IN_FLIGHT).forEach(name -> cache(name).clear());
    }

    private RemoteCache<String, String> cache(String name) {
        return manager.getCache(name);
    }

    @Override
    public void close() {
        manager.close();
    }
}
