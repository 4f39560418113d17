package io.roosa.shared.order;

import java.util.Map;
import java.util.Set;

/** What an order may be shown as, and the only moves between: the graph of invariant 2. */
public enum OrderStatus {
    RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_CONFIRMED, INVENTORY_FAILED, PAYMENT_COMPLETED, PAYMENT_FAILED, SHIPPING_REQUESTED,
    SHIPPED, SHIPPING_FAILED;

    private static final Map<OrderStatus, Set<OrderStatus>> MOVES = Map.of(
            RECEIVED, Set.of(INVENTORY_CHECK_STARTED),
            INVENTORY_CHECK_STARTED, Set.of(INVENTORY_CONFIRMED, INVENTORY_FAILED),
            INVENTORY_CONFIRMED, Set.of(PAYMENT_COMPLETED, PAYMENT_FAILED),
            PAYMENT_COMPLETED, Set.of(SHIPPING_REQUESTED),
            SHIPPING_REQUESTED, Set.of(SHIPPED, SHIPPING_FAILED));

    /** Whether an order at this status may be shown at {@code next} after it. */
    public boolean mayBecome(OrderStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether an order ends here. */
    public boolean isTerminal() {
        return !MOVES.containsKey(this);
    }
}
