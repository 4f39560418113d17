package io.roosa.failuremodes;

/** What a call asks for; each one speaks of an order. */
public interface OrderRequest {

    /** The order it speaks of. */
    String orderId();
}
