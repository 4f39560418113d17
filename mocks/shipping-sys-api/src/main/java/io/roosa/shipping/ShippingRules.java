package io.roosa.shipping;

import java.util.List;

import io.roosa.failuremodes.Decision;
import io.roosa.failuremodes.LedgerCall;

/** How the carrier decides on an order: the parcel leaves, unless it wants not to serve the address. */
final class ShippingRules {

    /** A parcel left. */
    static final String CREATED = "CREATED";

    private ShippingRules() {
    }

    static Decision create(ShipmentRequest request, long number, boolean refuse, List<LedgerCall> past) {
        if (refuse) {
            return Decision.refused(409, "NOT_SHIPPABLE", "The carrier does not serve this address");
        }
        return Decision.done(CREATED, new Shipment(request.orderId(), String.format("sh-%06d", number), String.format("RX%09dGB", number)));
    }
}
