package io.roosa.orderproc;

import io.roosa.shared.order.OrderJournal;

/** What payment-sys-api is asked when an order will not be shipped: give its charge back, should there be one. */
record Reversal(String orderId, String reason) {

    /** The body that asks for the order's charge back. */
    public static String of(OrderJournal journal) {
        return Body.of(new Reversal(journal.orderId(), journal.status().name()));
    }
}
