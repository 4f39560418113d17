package io.roosa.bench.vertx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Future;

/** Forgets every order with the process. */
final class StatusesInMemory implements Statuses {

    private final Map<String, String> statuses = new ConcurrentHashMap<>();

    @Override
    public Future<?> ready() {
        return Future.succeededFuture();
    }

    @Override
    public Future<?> received(String orderId, String order) {
        statuses.put(orderId, "RECEIVED");
        return Future.succeededFuture();
    }

    @Override
    public Future<?> moved(String orderId, String from, String to) {
        return statuses.replace(orderId, from, to) ? Future.succeededFuture() : Future.failedFuture(orderId + " is not " + from);
    }

    @Override
    public Future<String> of(String orderId) {
        return Future.succeededFuture(statuses.getOrDefault(orderId, ""));
    }
}
