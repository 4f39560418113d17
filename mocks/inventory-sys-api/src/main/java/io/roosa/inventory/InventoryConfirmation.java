package io.roosa.inventory;

/**
 * Everything in the order is there.
 *
 * @param orderId the order
 * @param available always true: what is not there is a refusal
 * @param reservationId names what was put aside
 */
record InventoryConfirmation(String orderId, boolean available, String reservationId) {
}
