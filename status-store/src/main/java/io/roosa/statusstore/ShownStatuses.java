package io.roosa.statusstore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.infinispan.Cache;
import org.infinispan.manager.EmbeddedCacheManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

/**
 * Brings the statuses of what is in flight up to the journal, before anybody can ask for one. A loss of power may have taken the
 * last of them, while every journal entry that was acknowledged stands.
 */
final class ShownStatuses {

    private static final Logger LOG = LoggerFactory.getLogger(ShownStatuses.class);

    private final Cache<String, String> statuses;
    private final Cache<String, String> journals;
    private final Cache<String, String> inFlight;
    private final Duration keptFor;

    /** @param keptFor how long the status of a finished order can be asked for */
    ShownStatuses(EmbeddedCacheManager caches, Duration keptFor) {
        this.statuses = caches.getCache(OrderStatusStore.STATUS);
        this.journals = caches.getCache(OrderStatusStore.JOURNAL);
        this.inFlight = caches.getCache(OrderStatusStore.IN_FLIGHT);
        this.keptFor = keptFor;
    }

    /** Mends what lags behind; an order is never shown with less than it was. */
    void mend() {
        int mended = 0;
        // No stream: what Infinispan does in one must not wait for another cache.
        for (String orderId : inFlight.keySet()) {
            mended += isMended(orderId) ? 1 : 0;
        }
        if (mended > 0) {
            LOG.info("{} statuses were behind the journal when the store stopped without notice; they are shown as their journals have them", mended);
        }
    }

    private boolean isMended(String orderId) {
        String journal = journals.get(orderId);
        if (journal == null) {
            return false;
        }
        List<Transition> transitions = OrderJournal.transitionsOf(journal);
        OrderStatus status = transitions.get(transitions.size() - 1).status();
        if (status.name().equals(statuses.get(orderId))) {
            return false;
        }
        long lifespan = status.isTerminal() ? keptFor.toMillis() : -1;
        statuses.put(orderId, status.name(), lifespan, TimeUnit.MILLISECONDS);
        return true;
    }
}
