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
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.store.OrderStatusStore;

/**
 * Finds the orders that nobody works on: handed over in vain, left behind by a copy that died, or rested long enough. It looks
 * at the in-flight set alone, so its cost grows with what is in flight and not with what is stored; and it reads a journal
 * entry only where it does not know whose the order is. While this copy has no place it looks for none. One look through the set
 * remembers the oldest of them, to be taken up as places become free, and a large set is looked through less often ({@link Pause}):
 * many thousands that wait cost little, and the oldest come first, of those that are this copy's share before others.
 */
public final class OrdersToResume {

    private static final int READ_AT_ONCE = 200;
    private static final int REMEMBERED = 20_000;

    private final OrderStatusStore store;
    private final Copies copies;
    private final OrdersInFlight inFlight;
    private final Pace pace;
    private final Clock clock;
    private final Pause pause;

    /** What was last seen of an order that is not ours: it is not read again while its owner lives and its rest lasts. */
    private Map<String, Seen> seen = new HashMap<>();

    /** Those that nobody worked on when the set was last looked through, oldest first. The set itself says whether they still wait. */
    private List<String> remembered = List.of();
    private boolean moreThanRemembered;
    private int spokenFor;
    private volatile int backlog;

    private record Seen(String owner, Instant notBefore) {
    }

    /**
     * @param store where the in-flight set and the journal stand
     * @param copies which copies live
     * @param inFlight the orders that this copy works on
     * @param pace how many found orders it works on at once
     * @param clock tells the time
     * @param nanos a clock that nobody sets
     */
    public OrdersToResume(OrderStatusStore store, Copies copies, OrdersInFlight inFlight, Pace pace, Clock clock, LongSupplier nanos) {
        this.store = store;
        this.copies = copies;
        this.inFlight = inFlight;
        this.pace = pace;
        this.clock = clock;
        this.pause = new Pause(nanos);
    }

    /** The orders to take up now, as many as the pace allows; none while the store cannot be asked. */
    public synchronized List<String> find() {
        if (!copies.silenceMeansDeath()) {
            return List.of();
        }
        int places = pace.room(clock.instant());
        if (places > 0 && (pause.isOver() || remembered.isEmpty() && moreThanRemembered)) {
            lookThroughAll();
        } else {
            backlog = Math.max(0, store.cache(OrderStatusStore.IN_FLIGHT).size() - inFlight.count() - spokenFor);
        }
        inFlight.keepPlaces(backlog > 0);
        List<String> found = places > 0 ? firstOf(remembered, places) : List.of();
        pace.takesUp(found);
        return found;
    }

    /** How many orders were waiting for a copy when this one last looked. */
    public int backlog() {
        return backlog;
    }

    private void lookThroughAll() {
        Instant now = clock.instant();
        Map<String, Seen> stillThere = new HashMap<>();
        Predicate<String> share = copies.share();
        Oldest<String> oldest = new Oldest<>(REMEMBERED, Comparator.comparing((String orderId) -> !share.test(orderId)).thenComparing(Comparator.naturalOrder()));
        int all = 0;
        int free = 0;
        for (String orderId : store.cache(OrderStatusStore.IN_FLIGHT).keySet()) {
            all++;
            if (!inFlight.contains(orderId)) {
                if (seen.containsKey(orderId)) {
                    stillThere.put(orderId, seen.get(orderId));
                }
                if (mayBeFree(orderId, now)) {
                    free++;
                    oldest.add(orderId);
                }
            }
        }
        seen = stillThere;
        remembered = oldest.inOrder();
        moreThanRemembered = free > remembered.size();
        spokenFor = (int) stillThere.keySet().stream().filter(orderId -> !mayBeFree(orderId, now)).count();
        backlog = free;
        pause.begin(all);
    }

    /** The first that nobody works on; these, and those that turn out not to wait any more, are remembered no longer. */
    private List<String> firstOf(List<String> waiting, int places) {
        Instant now = clock.instant();
        List<String> found = new ArrayList<>();
        int read = 0;
        while (read < waiting.size() && found.size() < places) {
            List<String> some = waiting.subList(read, Math.min(waiting.size(), read + READ_AT_ONCE));
            try (OrdersInFlight.Look look = inFlight.look()) {
                // What has left since it was remembered has ended: its journal must not be claimed again.
                Set<String> stillThere = store.getAll(OrderStatusStore.IN_FLIGHT, new HashSet<>(some)).keySet();
                Map<String, String> entries = store.getAll(OrderStatusStore.JOURNAL, stillThere);
                some.stream().filter(entries::containsKey).filter(orderId -> isFree(OrderJournal.parse(entries.get(orderId)), now))
                        .filter(orderId -> !look.saw(orderId)).forEach(found::add);
            }
            read += some.size();
        }
        remembered = Stream.concat(found.stream().skip(places), waiting.stream().skip(read)).toList();
        return List.copyOf(found.subList(0, Math.min(found.size(), places)));
    }

    private boolean mayBeFree(String orderId, Instant now) {
        Seen last = seen.get(orderId);
        return last == null || !(ownedByOther(last.owner()) || last.notBefore().isAfter(now));
    }

    private boolean isFree(OrderJournal journal, Instant now) {
        seen.put(journal.orderId(), new Seen(journal.owner(), journal.notBefore()));
        boolean free = mayBeFree(journal.orderId(), now);
        spokenFor += free ? 0 : 1;
        return free;
    }

    private boolean ownedByOther(String owner) {
        return !owner.isEmpty() && !owner.equals(copies.self()) && copies.lives(owner);
    }
}
