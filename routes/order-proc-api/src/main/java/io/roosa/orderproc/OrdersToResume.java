package io.roosa.orderproc;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.store.OrderStatusStore;

/**
 * Finds the orders that nobody works on: handed over in vain, left behind by a copy that died, or rested long enough. It looks
 * at the in-flight set alone, so its cost grows with what is in flight and not with what is stored; and it reads a journal
 * entry only where it does not know whose the order is.
 */
public final class OrdersToResume {

    private static final int READ_AT_ONCE = 200;

    private final OrderStatusStore store;
    private final Copies copies;
    private final OrdersInFlight inFlight;
    private final Pace pace;
    private final Clock clock;

    /** What was last seen of an order that is not ours: it is not read again while its owner lives and its rest lasts. */
    private final Map<String, Seen> seen = new HashMap<>();
    private volatile int backlog;

    private record Seen(String owner, Instant notBefore) {
    }

    /**
     * @param store where the in-flight set and the journal stand
     * @param copies which copies live
     * @param inFlight the orders that this copy works on
     * @param pace how many found orders it works on at once
     * @param clock tells the time
     */
    public OrdersToResume(OrderStatusStore store, Copies copies, OrdersInFlight inFlight, Pace pace, Clock clock) {
        this.store = store;
        this.copies = copies;
        this.inFlight = inFlight;
        this.pace = pace;
        this.clock = clock;
    }

    /** The orders to take up now, oldest first, as many as the pace allows; none while the store cannot be asked. */
    public synchronized List<String> find() {
        if (!copies.silenceMeansDeath()) {
            return List.of();
        }
        Set<String> waiting = notOurs();
        seen.keySet().retainAll(waiting);
        Instant now = clock.instant();
        Predicate<String> share = copies.share();
        List<String> unknown = waiting.stream().filter(orderId -> mayBeFree(orderId, now))
                .sorted(Comparator.comparing((String orderId) -> !share.test(orderId)).thenComparing(Comparator.naturalOrder())).toList();
        backlog = unknown.size();
        int room = pace.room(now);
        List<String> found = new ArrayList<>();
        for (int from = 0; from < unknown.size() && found.size() < room; from += READ_AT_ONCE) {
            Set<String> some = new HashSet<>(unknown.subList(from, Math.min(unknown.size(), from + READ_AT_ONCE)));
            Map<String, String> entries = store.getAll(OrderStatusStore.JOURNAL, some);
            entries.forEach((orderId, stored) -> look(OrderJournal.parse(stored), now, found));
        }
        List<String> takenUp = found.subList(0, Math.min(found.size(), room));
        pace.takesUp(takenUp);
        return takenUp;
    }

    private Set<String> notOurs() {
        try (OrdersInFlight.Look look = inFlight.look()) {
            Set<String> waiting = new HashSet<>(store.cache(OrderStatusStore.IN_FLIGHT).keySet());
            waiting.removeIf(look::saw);
            return waiting;
        }
    }

    /** How many orders were waiting for a copy when this one last looked. */
    public int backlog() {
        return backlog;
    }

    private boolean mayBeFree(String orderId, Instant now) {
        Seen last = seen.get(orderId);
        return last == null || !(ownedByOther(last.owner()) || last.notBefore().isAfter(now));
    }

    private void look(OrderJournal journal, Instant now, List<String> found) {
        seen.put(journal.orderId(), new Seen(journal.owner(), journal.notBefore()));
        if (mayBeFree(journal.orderId(), now)) {
            found.add(journal.orderId());
        }
    }

    private boolean ownedByOther(String owner) {
        return !owner.isEmpty() && !owner.equals(copies.self()) && copies.lives(owner);
    }
}
