package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.store.OrderStatusStore;
import io.roosa.shared.store.StoreReach;

/** The copies of order-proc-api: each says by one heartbeat that it lives, for all orders that it owns. */
public final class Copies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    private final OrderStatusStore store;
    private final String self;
    private final Duration every;
    private final Duration ttl;
    private final StoreReach reach;
    private final Clock clock;
    private final AtomicReference<Instant> beatingSince = new AtomicReference<>();
    private volatile Set<String> living = Set.of();

    /**
     * @param store where the hearts beat
     * @param self this copy
     * @param every how often it beats
     * @param ttl how long a beat counts
     * @param reach told whether the store can be reached
     * @param clock tells the time
     */
    public Copies(OrderStatusStore store, String self, Duration every, Duration ttl, StoreReach reach, Clock clock) {
        this.store = store;
        this.self = self;
        this.every = every;
        this.ttl = ttl;
        this.reach = reach;
        this.clock = clock;
    }

    /** Beats once, and looks which other copies do. What the store cannot be asked stays as it was. */
    public void beat() {
        try {
            store.cache(OrderStatusStore.COPIES).put(self, clock.instant().toString(), ttl.toMillis(), TimeUnit.MILLISECONDS);
            living = Set.copyOf(store.cache(OrderStatusStore.COPIES).keySet());
            if (beatingSince.compareAndSet(null, clock.instant())) {
                LOG.info("{} beats; copies alive: {}", self, living);
            }
            reach.reached();
        } catch (RuntimeException unreachable) {
            beatingSince.set(null);
            reach.lost(unreachable);
        }
    }

    /** Whether that copy's heart beat when this copy last looked. */
    public boolean lives(String copy) {
        return living.contains(copy);
    }

    /** Which orders this copy should take up before others: the copies that live share them, so that not all reach for the same. */
    public Predicate<String> share() {
        List<String> sharing = living.stream().sorted().toList();
        int place = sharing.indexOf(self);
        return place < 0 ? any -> true : orderId -> Math.floorMod(orderId.hashCode(), sharing.size()) == place;
    }

    /** Whether that copy's heart beats, asked of the store itself: a copy that has just come is not among those seen last. */
    public boolean beats(String copy) {
        return lives(copy) || store.cache(OrderStatusStore.COPIES).containsKey(copy);
    }

    /**
     * Whether the silence of another copy can be believed: after the store was out of reach all hearts are silent at first, and
     * the others must have had the time to beat again.
     */
    public boolean silenceMeansDeath() {
        return Optional.ofNullable(beatingSince.get())
                .filter(since -> !since.plus(every.multipliedBy(2)).isAfter(clock.instant()))
                .isPresent();
    }

    /** This copy's name. */
    public String self() {
        return self;
    }

    /** Says good-bye: what this copy still owns can be taken over at once. */
    @Override
    public void close() {
        try {
            store.cache(OrderStatusStore.COPIES).remove(self);
        } catch (RuntimeException unreachable) {
            LOG.info("{} could not say good-bye; its heartbeat expires within {} ms", self, ttl.toMillis());
        }
    }
}
