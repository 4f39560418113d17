package io.roosa.shipping;

import java.util.List;

import io.roosa.failuremodes.LedgerCall;

/**
 * What the calls of one order came to, or those of many.
 *
 * @param shipments how many parcels left
 */
record ShippingTotals(long shipments) {

    static final ShippingTotals NONE = new ShippingTotals(0);

    /** What the calls of one order came to. */
    static ShippingTotals ofOrder(List<LedgerCall> calls) {
        return NONE.plus(calls);
    }

    /** These and those of one order more. */
    ShippingTotals plus(List<LedgerCall> ofOrder) {
        return new ShippingTotals(shipments + ofOrder.stream().filter(call -> call.took(ShippingRules.CREATED)).count());
    }
}
