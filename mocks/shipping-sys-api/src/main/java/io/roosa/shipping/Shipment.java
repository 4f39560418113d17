package io.roosa.shipping;

/**
 * The order is on its way.
 *
 * @param orderId the order
 * @param shipmentId names the shipment
 * @param trackingNumber by which the customer follows it
 */
record Shipment(String orderId, String shipmentId, String trackingNumber) {
}
