package io.roosa.orderexp;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.roosa.orderexp.StatusAnswer.Known;
import io.roosa.shared.order.OrderJournal;

/** Where each order was when this copy last wrote or read it: what is answered while the store is out of reach. */
public final class LastKnownStatuses {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Cache<String, Known> known;

    /** @param orders how many are remembered; of more, those that nobody has asked for lately are forgotten */
    public LastKnownStatuses(int orders) {
        this.known = Caffeine.newBuilder().maximumSize(orders).expireAfterWrite(KEPT).build();
    }

    /** Remembers an order that has just been put in the store. */
    public void accepted(OrderJournal journal) {
        seen(new Known(journal.orderId(), journal.status(), journal.acceptedAt(), journal.acceptedAt()));
    }

    /** Remembers what was read, unless a later status is known: two reads may end in another order than they began. */
    public void seen(Known now) {
        known.asMap().merge(now.orderId(), now, (before, after) -> after.status().compareTo(before.status()) < 0 ? before : after);
    }

    /** The cache itself, as camel-caffeine reads it. */
    Cache<String, Known> cache() {
        return known;
    }
}
