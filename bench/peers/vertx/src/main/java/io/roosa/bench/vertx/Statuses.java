package io.roosa.bench.vertx;

import io.vertx.core.Future;

/** Where an order is: what survives of it, and what a reader is told. */
interface Statuses {

    /** Done once statuses can be written. */
    Future<?> ready();

    /** Keeps a new order. */
    Future<?> received(String orderId, String order);

    /** Moves an order on; fails where it is not at {@code from}. */
    Future<?> moved(String orderId, String from, String to);

    /** Where an order is; empty for an unknown one. */
    Future<String> of(String orderId);
}
