package io.roosa.orderexp;

import org.apache.camel.Predicate;

import io.roosa.shared.store.StoreReach;

/** How many accepted orders have not ended yet: beyond a number no more are accepted, so that those which were end in time. */
public final class Backlog {

    private final int most;
    private final StoreReach reach;
    private volatile int orders;

    /**
     * @param most beyond it {@code POST /orders} answers 503
     * @param reach told whether the store can be reached
     */
    public Backlog(int most, StoreReach reach) {
        this.most = most;
        this.reach = reach;
    }

    /** Takes note of how many there are. */
    public void counted(Integer orders) {
        this.orders = orders;
        reach.reached();
    }

    /** Takes note that they could not be counted: the last number stands. */
    public void notCounted(Exception failure) {
        reach.lost(failure);
    }

    /** Whether no more orders are accepted for now. */
    public Predicate full() {
        return exchange -> orders >= most;
    }
}
