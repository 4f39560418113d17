package io.roosa.orderexp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

/**
 * Shows each order to those who watch it, as soon as the store tells that it moved, whichever copy moved it. What the store could
 * not tell is found by reading again every few seconds. One thread reads for all, many orders at once; while nobody watches, the
 * store is not listened to.
 */
final class OrdersWatched implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersWatched.class);

    private static final long ROUND_MILLIS = 1_000;
    private static final int ROUNDS_UNTIL_ALL = 4;
    private static final int READ_AT_ONCE = 200;

    private final OrderStatusStore store;
    private final ConcurrentMap<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "orders-watched");
        thread.setDaemon(true);
        return thread;
    });

    // The reader's own.
    private final Map<String, OrderSeen> last = new HashMap<>();
    private Optional<AutoCloseable> listening = Optional.empty();
    private int rounds;

    /** Somebody who watches one order. It is told on the reader's thread, and must not keep it. */
    interface Watcher {
        /** The order as it is now, perhaps not for the first time. */
        void seen(OrderSeen order);

        /** The store does not know the order. */
        void unknown();

        /** The store cannot be asked for now. */
        void outOfReach();

        /** Some seconds have passed. */
        void passed();
    }

    OrdersWatched(OrderStatusStore store) {
        this.store = store;
        reader.scheduleWithFixedDelay(this::goRound, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Watches an order, beginning with how it is now, until the answer is run. */
    Runnable watch(String orderId, Watcher watcher) {
        watchers.compute(orderId, (id, others) -> {
            Set<Watcher> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(watcher);
            return all;
        });
        changed(orderId);
        return () -> watchers.computeIfPresent(orderId, (id, others) -> {
            others.remove(watcher);
            return others.isEmpty() ? null : others;
        });
    }

    /** Looks at an order anew; of no account where nobody watches it. */
    void changed(String orderId) {
        if (watchers.containsKey(orderId) && changed.add(orderId) && reading.compareAndSet(false, true)) {
            try {
                reader.execute(this::readChanged);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("Nobody is shown {} any more", orderId);
            }
        }
    }

    /** How many watch. */
    int count() {
        return watchers.values().stream().mapToInt(Set::size).sum();
    }

    private void readChanged() {
        // First: a change that comes from now on asks for a reading of its own.
        reading.set(false);
        Set<String> orders = new HashSet<>(changed);
        changed.removeAll(orders);
        read(orders);
    }

    private void goRound() {
        last.keySet().retainAll(watchers.keySet());
        if (watchers.isEmpty()) {
            stopListening();
            return;
        }
        boolean all = ++rounds % ROUNDS_UNTIL_ALL == 0;
        // That a reversal was acknowledged moves no status, so the store tells nothing of it.
        read(all ? Set.copyOf(watchers.keySet()) : owing());
        if (all) {
            watchers.values().forEach(each -> each.forEach(Watcher::passed));
        }
    }

    private Set<String> owing() {
        Set<String> owing = new HashSet<>();
        last.forEach((orderId, seen) -> {
            if (seen.reversalOwed()) {
                owing.add(orderId);
            }
        });
        return owing;
    }

    private void read(Set<String> orders) {
        List<String> all = new ArrayList<>(orders);
        for (int from = 0; from < all.size(); from += READ_AT_ONCE) {
            Set<String> some = new HashSet<>(all.subList(from, Math.min(all.size(), from + READ_AT_ONCE)));
            try {
                listen();
                readSome(some);
            } catch (RuntimeException failure) {
                LOG.debug("{} watched orders could not be read", some.size(), failure);
                some.forEach(orderId -> tell(orderId, Watcher::outOfReach));
            }
        }
    }

    /** The status first: the journal, read after it, knows every step up to that. */
    private void readSome(Set<String> orders) {
        Map<String, String> statuses = store.getAll(OrderStatusStore.STATUS, orders);
        Set<String> moved = new HashSet<>(orders);
        moved.removeIf(orderId -> last.containsKey(orderId) && !last.get(orderId).reversalOwed()
                && last.get(orderId).status().name().equals(statuses.get(orderId)));
        Map<String, String> journals = moved.isEmpty() ? Map.of() : store.getAll(OrderStatusStore.JOURNAL, moved);
        for (String orderId : orders) {
            if (journals.containsKey(orderId) && statuses.containsKey(orderId)) {
                last.put(orderId, OrderSeen.of(OrderStatus.valueOf(statuses.get(orderId)), OrderJournal.parse(journals.get(orderId))));
            } else if (moved.contains(orderId)) {
                last.remove(orderId);
            }
            Optional.ofNullable(last.get(orderId)).ifPresentOrElse(seen -> tell(orderId, watcher -> watcher.seen(seen)), () -> tell(orderId, Watcher::unknown));
        }
    }

    private void tell(String orderId, Consumer<Watcher> news) {
        watchers.getOrDefault(orderId, Set.of()).forEach(news);
    }

    /** Before anything is read, so that no move falls between. */
    private void listen() {
        if (listening.isEmpty()) {
            listening = Optional.of(store.listening(OrderStatusStore.STATUS, this::changed));
        }
    }

    private void stopListening() {
        if (listening.isPresent()) {
            try {
                listening.get().close();
            } catch (Exception unreachable) {
                LOG.debug("The store could not be told that nobody watches: {}", unreachable.getMessage());
            }
            listening = Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
