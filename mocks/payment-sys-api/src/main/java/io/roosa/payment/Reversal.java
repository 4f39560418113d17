package io.roosa.payment;

import io.roosa.failuremodes.OrderRequest;

/**
 * Asks to give an order's money back, or to refuse a charge that is still under way.
 *
 * @param orderId the order
 * @param reason why, for the books
 */
record Reversal(String orderId, String reason) implements OrderRequest {
}
