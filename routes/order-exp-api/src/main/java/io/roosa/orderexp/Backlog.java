package io.roosa.orderexp;

import org.apache.camel.Predicate;

/** How many accepted orders have not ended yet: beyond a number no more are accepted, so that those which were end in time. */
public final class Backlog {

    private final int most;
    private volatile int orders;

    /** @param most beyond it {@code POST /orders} answers 503 */
    public Backlog(int most) {
        this.most = most;
    }

    /** Takes note of how many there are. */
    public void counted(Integer orders) {
        this.orders = orders;
    }

    /** Whether no more orders are accepted for now. */
    public Predicate full() {
        return exchange -> orders >= most;
    }
}
