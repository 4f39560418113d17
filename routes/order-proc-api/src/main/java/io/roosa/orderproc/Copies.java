package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.store.OrderStatusStore;

/** The copies of order-proc-api: each says by one heartbeat that it lives, for all orders that it owns. */
public final class Copies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    private final OrderStatusStore store;
    private final String self;
    private final Duration every;
    private final Duration ttl;
    private final Clock clock;
    private final AtomicReference<Instant> beatingSince = new AtomicReference<>();
    private volatile Set<String> living = Set.of();

    /**
     * @param store where the hearts beat
     * @param self this copy
     * @param every how often it beats
     * @param ttl how long a beat counts
     * @param clock tells the time
     */
    public Copies(OrderStatusStore store, String self, Duration every, Duration ttl, Clock clock) {
        this.store = store;
        this.self = self;
        this.every = every;
        this.ttl = ttl;
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
        } catch (RuntimeException unreachable) {
            if (beatingSince.getAndSet(null) != null) {
                LOG.warn("The status store is out of reach, orders wait: {}", unreachable.getMessage());
            }
        }
    }

    /** Whether that copy's heart beat when this copy last looked. */
    public boolean lives(String copy) {
        return living.contains(copy);
    }

    /** Whether that copy's heart beats now: a copy that came after the last look would pass for dead by that alone. */
    public boolean livesNow(String copy) {
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
