package io.roosa.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.roosa.failuremodes.Ledger;

/**
 * What the calls of all orders came to.
 *
 * @param calls how many there were
 * @param totals what they came to
 */
record InventoryLedger(long calls, @JsonUnwrapped InventoryTotals totals) {

    static InventoryLedger of(Ledger ledger) {
        return new InventoryLedger(ledger.calls(), ledger.sum(InventoryTotals.NONE, InventoryTotals::plus));
    }
}
