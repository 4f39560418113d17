package io.roosa.orderproc;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import io.roosa.shared.store.StoreReach;

/**
 * Says whether an order may be handed over to this copy: not while the store is out of reach, and not while it has no place. An
 * order that is handed over to nobody waits in the store, so a balancer that heeds this loses none.
 */
final class TakesWork extends AbstractHealthCheck {

    private final StoreReach store;
    private final OrdersInFlight inFlight;

    TakesWork(StoreReach store, OrdersInFlight inFlight) {
        super("roosa", "takes-work");
        this.store = store;
        this.inFlight = inFlight;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("store", store.isReached() ? "reached" : "out of reach");
        builder.detail("places", inFlight.places());
        if (!store.isReached()) {
            builder.down().message("the status store is out of reach; orders wait there");
        } else if (inFlight.places() == 0) {
            builder.down().message("as many orders are in flight here as may be; the others wait in the store");
        } else {
            builder.up();
        }
    }
}
