package io.roosa.inventory;

import java.util.List;

import io.roosa.failuremodes.Decision;
import io.roosa.failuremodes.LedgerCall;

/** How the warehouse decides on an order: everything is there, unless it wants something not to be. */
final class InventoryRules {

    /** Everything was there and was put aside. */
    static final String CONFIRMED = "CONFIRMED";

    /** Something was not there. */
    static final String OUT_OF_STOCK = "OUT_OF_STOCK";

    private InventoryRules() {
    }

    static Decision check(InventoryCheck check, long number, boolean refuse, List<LedgerCall> past) {
        if (refuse) {
            return Decision.refused(409, OUT_OF_STOCK, check.items().get(0).sku() + " is out of stock");
        }
        return Decision.done(CONFIRMED, new InventoryConfirmation(check.orderId(), true, String.format("res-%06d", number)));
    }
}
