package io.roosa.inventory;

import java.util.List;

import io.roosa.failuremodes.LedgerCall;

/**
 * What the calls of one order came to, or those of many.
 *
 * @param confirmations how often everything was there
 * @param refusals how often something was not
 */
record InventoryTotals(long confirmations, long refusals) {

    static final InventoryTotals NONE = new InventoryTotals(0, 0);

    /** What the calls of one order came to. */
    static InventoryTotals ofOrder(List<LedgerCall> calls) {
        return NONE.plus(calls);
    }

    /** These and those of one order more. */
    InventoryTotals plus(List<LedgerCall> ofOrder) {
        return new InventoryTotals(
                confirmations + ofOrder.stream().filter(call -> call.took(InventoryRules.CONFIRMED)).count(),
                refusals + ofOrder.stream().filter(call -> call.outcome().equals(InventoryRules.OUT_OF_STOCK)).count());
    }
}
