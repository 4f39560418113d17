package io.roosa.shipping;

import io.roosa.failuremodes.OrderRequest;

/**
 * Asks the carrier to bring an order to its address; what is in the parcel and where it goes is no concern of a mock.
 *
 * @param orderId the order
 */
record ShipmentRequest(String orderId) implements OrderRequest {
}
