package io.roosa.orderproc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static io.roosa.shared.order.OrderStatus.INVENTORY_CHECK_STARTED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_CONFIRMED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_FAILED;
import static io.roosa.shared.order.OrderStatus.PAYMENT_COMPLETED;
import static io.roosa.shared.order.OrderStatus.PAYMENT_FAILED;
import static io.roosa.shared.order.OrderStatus.RECEIVED;
import static io.roosa.shared.order.OrderStatus.SHIPPING_REQUESTED;

/** Orders to test with: two pots of tea at 7.90 and four cups at 12.50, 65.80 EUR in all. */
final class TestOrders {

    static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** A copy whose heart does not beat. */
    static final String DEAD_COPY = "order-proc-api-dead";

    private static final String ORDER = """
            {"customerId":"C-1001","currency":"EUR",
             "items":[{"sku":"TEA","quantity":2,"unitPrice":"7.90"},{"sku":"CUP","quantity":4,"unitPrice":12.5}],
             "payment":{"method":"CARD","token":"tok_4f9d2c7b"},
             "shippingAddress":{"name":"Ada Lovelace","line1":"12 St James's Square","postalCode":"SW1Y 4JH","city":"London","country":"GB"}}""";

    private TestOrders() {
    }

    /** An order that was just accepted, and that no copy has seen yet. */
    static OrderJournal received() {
        StringBuilder id = new StringBuilder(UUID.randomUUID().toString());
        id.setCharAt(14, '7');
        return OrderJournal.received(id.toString(), "web-" + id.substring(0, 8), TRACEPARENT, Instant.parse("2026-11-23T10:15:30Z"), ORDER, "order-exp-api");
    }

    /** An order that came as far as {@code status} under its first claim, which no copy holds any more. */
    static OrderJournal unowned(OrderStatus status) {
        OrderJournal journal = received().claimedBy(DEAD_COPY);
        for (OrderStatus step : wayTo(status)) {
            journal = journal.moved(new Transition(step, journal.acceptedAt(), 0, "", DEAD_COPY, false), false);
        }
        return journal.released(journal.acceptedAt());
    }

    /** An order that came as far as {@code status} under a copy which then died. */
    static OrderJournal leftBehind(OrderStatus status) {
        OrderJournal journal = unowned(status);
        return new OrderJournal(journal.orderId(), journal.correlationId(), journal.traceparent(), journal.acceptedAt(), journal.order(), DEAD_COPY, 1,
                journal.notBefore(), false, journal.transitions(), journal.reversedAt(), journal.interventions());
    }

    /** The same, at a terminal status that still owes a reversal. */
    static OrderJournal leftBehindOwingReversal(OrderStatus status) {
        OrderJournal journal = leftBehind(status);
        return new OrderJournal(journal.orderId(), journal.correlationId(), journal.traceparent(), journal.acceptedAt(), journal.order(), DEAD_COPY, 1,
                journal.notBefore(), true, journal.transitions(), journal.reversedAt(), journal.interventions());
    }

    /** The statuses between RECEIVED and {@code status}, which is the last of them. */
    static List<OrderStatus> wayTo(OrderStatus status) {
        List<OrderStatus> way = new ArrayList<>();
        OrderStatus[] main = {INVENTORY_CHECK_STARTED, INVENTORY_CONFIRMED, PAYMENT_COMPLETED, SHIPPING_REQUESTED};
        OrderStatus at = RECEIVED;
        for (int next = 0; at != status; next++) {
            at = next < main.length && main[next] != status && !at.mayBecome(status) ? main[next] : status;
            way.add(at);
        }
        return way;
    }

    /** A terminal status that may owe a reversal, such as PAYMENT_FAILED; never INVENTORY_FAILED. */
    static List<OrderStatus> reversible() {
        return List.of(PAYMENT_FAILED, OrderStatus.SHIPPING_FAILED);
    }

    static List<OrderStatus> terminal() {
        return List.of(INVENTORY_FAILED, PAYMENT_FAILED, OrderStatus.SHIPPED, OrderStatus.SHIPPING_FAILED);
    }
}
