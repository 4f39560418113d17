package io.roosa.orderexp;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import io.roosa.shared.store.StoreReach;

/**
 * Says that this copy answers clients, and whether it does so from the store. With the store out of reach it stays ready: it
 * tells last known statuses and refuses new orders with 503, and no other copy could do better; a balancer that took all copies
 * away would answer nothing at all.
 */
final class AnswersClients extends AbstractHealthCheck {

    private final StoreReach store;

    AnswersClients(StoreReach store) {
        super("roosa", "answers-clients");
        this.store = store;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("store", store.isReached() ? "reached" : "out of reach: statuses are the last known, orders are refused");
        builder.up();
    }
}
