package io.roosa.orderexp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Predicate;

import io.roosa.shared.store.StoreReach;

/** How many accepted orders have not ended yet: beyond a number no more are accepted, so that those which were end in time. */
public final class Backlog {

    private final int most;
    private final StoreReach reach;
    private volatile int orders;
    private volatile String storeState = "UNKNOWN";

    /**
     * @param most beyond it {@code POST /orders} answers 503
     * @param reach told whether the store can be reached
     */
    public Backlog(int most, StoreReach reach) {
        this.most = most;
        this.reach = reach;
    }

    /** Shows how many there are, and how many there may be. */
    void measuredBy(MeterRegistry meters) {
        Gauge.builder("roosa.orders.unfinished", this, backlog -> backlog.orders).description("Accepted orders that have not ended, in the whole system").register(meters);
        Gauge.builder("roosa.orders.unfinished.limit", () -> most).description("Unfinished orders beyond which no more are accepted").strongReference(true).register(meters);
    }

    /** Takes note of how many there are. */
    public void counted(Integer orders) {
        this.orders = orders;
        this.storeState = "UP";
        reach.reached();
    }

    /** Takes note that they could not be counted: the last number stands. */
    public void notCounted(Exception failure) {
        this.storeState = "DOWN";
        reach.lost(failure);
    }

    /** How many there were when last counted. */
    int orders() {
        return orders;
    }

    /** Whether the store was there when they were last counted: UP, DOWN, or UNKNOWN before the first time. */
    String storeState() {
        return storeState;
    }

    /** Whether no more orders are accepted for now. */
    public Predicate full() {
        return exchange -> orders >= most;
    }
}
