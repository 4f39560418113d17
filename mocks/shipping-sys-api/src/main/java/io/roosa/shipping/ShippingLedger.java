package io.roosa.shipping;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.roosa.failuremodes.Ledger;

/**
 * What the calls of all orders came to.
 *
 * @param calls how many there were
 * @param totals what they came to
 */
record ShippingLedger(long calls, @JsonUnwrapped ShippingTotals totals) {

    static ShippingLedger of(Ledger ledger) {
        return new ShippingLedger(ledger.calls(), ledger.sum(ShippingTotals.NONE, ShippingTotals::plus));
    }
}
