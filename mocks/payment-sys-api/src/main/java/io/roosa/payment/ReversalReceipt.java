package io.roosa.payment;

/**
 * The order is not, and will not be, charged.
 *
 * @param orderId the order
 * @param reversalId names the reversal
 * @param reversed whether there was a charge to give back
 */
record ReversalReceipt(String orderId, String reversalId, boolean reversed) {
}
