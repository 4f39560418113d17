package io.roosa.orderproc;

/** Another copy works on the order: whoever meets this stops, and leaves the order to it. */
public final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLost(String orderId, String why) {
        super("Order " + orderId + " is not ours: " + why);
    }
}
