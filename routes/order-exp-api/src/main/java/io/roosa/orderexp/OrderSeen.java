package io.roosa.orderexp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

/**
 * An order as far as its readers may see it: the journal may be a step ahead of the status that is shown, and who watches must not
 * be ahead of who asks.
 *
 * @param status the status that is shown
 * @param transitions how it came there, oldest first
 * @param reversalOwed whether a charge has still to be given back
 * @param reversedAt when that was acknowledged, empty where it was not
 */
record OrderSeen(OrderStatus status, List<Transition> transitions, boolean reversalOwed, Optional<Instant> reversedAt) {

    /** The order at the status that is shown. */
    static OrderSeen of(OrderStatus shown, OrderJournal journal) {
        List<OrderStatus> statuses = journal.transitions().stream().map(Transition::status).toList();
        List<Transition> visible = journal.transitions().subList(0, statuses.indexOf(shown) + 1);
        boolean whole = visible.size() == statuses.size();
        return new OrderSeen(shown, visible, whole && journal.reversalOwed(), whole ? journal.reversedAt() : Optional.empty());
    }

    /** How many events tell all of this. */
    int events() {
        return transitions.size() + (reversedAt.isPresent() ? 1 : 0);
    }

    /** Whether nothing more will come. */
    boolean isSettled() {
        return status.isTerminal() && !reversalOwed;
    }
}
