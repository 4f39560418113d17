package io.roosa.shared.store;

import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log when the store goes out of reach and when it is back, once each, however often it is asked meanwhile. */
public final class StoreReach {

    private static final Logger LOG = LoggerFactory.getLogger(StoreReach.class);

    private enum Reach {
        UNKNOWN, REACHED, LOST
    }

    private final String address;
    private final String meanwhile;
    private final AtomicReference<Reach> reach = new AtomicReference<>(Reach.UNKNOWN);

    /**
     * @param address what {@code order-status-store.url} says
     * @param meanwhile what this application does while the store is out of reach, such as "orders wait"
     */
    public StoreReach(String address, String meanwhile) {
        this.address = address;
        this.meanwhile = meanwhile;
    }

    /** Whether the store answered when it was last asked; not before it was asked for the first time. */
    public boolean isReached() {
        return reach.get() == Reach.REACHED;
    }

    /** Tells it as {@code roosa.store.reached}: 1 while the store answers, else 0. */
    public StoreReach measuredBy(MeterRegistry meters) {
        Gauge.builder("roosa.store.reached", this, reach -> reach.isReached() ? 1 : 0)
                .description("1 while the status store answers this application, else 0").strongReference(true).register(meters);
        return this;
    }

    /** The store has answered. */
    public void reached() {
        if (reach.getAndSet(Reach.REACHED) == Reach.LOST) {
            LOG.info("The status store answers again");
        }
    }

    /** The store has not answered. @param failure how that was noticed */
    public void lost(Throwable failure) {
        if (reach.getAndSet(Reach.LOST) != Reach.LOST) {
            LOG.warn("order-status-store.url = {}: the store cannot be reached; {} until it answers ({})", address, meanwhile, failure.getMessage());
        }
    }
}
