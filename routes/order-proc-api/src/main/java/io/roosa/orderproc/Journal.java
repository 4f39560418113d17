package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.apache.camel.Exchange;
import org.infinispan.commons.api.BasicCache;

import io.roosa.shared.http.Headers;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

/**
 * Writes an order's progress to its journal entry, each time by compare-and-set against the very text that was read: a copy
 * that lost its claim finds another text there, and loses.
 */
public final class Journal {

    private static final Map<OrderStatus, OrderStatus> AT_ONCE = Map.of(
            OrderStatus.RECEIVED, OrderStatus.INVENTORY_CHECK_STARTED, OrderStatus.PAYMENT_COMPLETED, OrderStatus.SHIPPING_REQUESTED);

    private final OrderStatusStore store;
    private final String copy;
    private final Duration keptFor;
    private final Predicate<String> lives;
    private final Clock clock;

    /**
     * @param store where the journal stands
     * @param copy this copy of order-proc-api
     * @param keptFor how long a finished order can be asked for
     * @param lives whether a copy's heart beats
     * @param clock tells the time
     */
    public Journal(OrderStatusStore store, String copy, Duration keptFor, Predicate<String> lives, Clock clock) {
        this.store = store;
        this.copy = copy;
        this.keptFor = keptFor;
        this.lives = lives;
        this.clock = clock;
    }

    /**
     * Claims an order that nobody works on, or whose owner has died, and makes its journal entry the exchange's body. One that
     * was just received becomes INVENTORY_CHECK_STARTED by the same write.
     *
     * @throws ClaimLost where a living copy works on it, or it rests until later
     */
    public void claim(Exchange exchange) {
        String orderId = exchange.getProperty(ProcessProperties.ORDER_ID, String.class);
        // What was read at the hand-over will do: should it be out of date by now, the compare-and-set tells.
        String stored = Optional.ofNullable(exchange.getProperty(ProcessProperties.STORED, String.class)).or(() -> stored(orderId))
                .orElseThrow(() -> new ClaimLost(orderId, "the journal does not know it"));
        OrderJournal journal = OrderJournal.parse(stored);
        String owner = journal.owner();
        if (!owner.isEmpty() && !owner.equals(copy) && lives.test(owner)) {
            throw new ClaimLost(orderId, owner + " works on it");
        }
        if (journal.notBefore().isAfter(clock.instant())) {
            throw new ClaimLost(orderId, "it rests until " + journal.notBefore());
        }
        exchange.setProperty(ProcessProperties.CORRELATION_ID, journal.correlationId());
        if (!journal.traceparent().isEmpty()) {
            exchange.setProperty(Headers.TRACEPARENT, journal.traceparent());
        }
        exchange.setProperty(ProcessProperties.STORED, stored);
        exchange.getMessage().setBody(journal);
        replace(exchange, entry -> goneOn(entry.claimedBy(copy)), journal.status().isTerminal() && !journal.reversalOwed());
    }

    /** Where nothing is asked of anybody to get from one status to the next, both are one write. */
    private OrderJournal goneOn(OrderJournal entry) {
        return AT_ONCE.containsKey(entry.status()) ? entry.moved(transition(entry, AT_ONCE.get(entry.status()), 0, ""), false) : entry;
    }

    private Transition transition(OrderJournal before, OrderStatus status, int attempts, String reason) {
        return new Transition(status, clock.instant(), attempts, reason, copy, before.isTakenOver());
    }

    /** Adds the transition to the order's history, with the one that follows at once, and keeps the entry for good where the order has ended and owes nothing. */
    public void append(Exchange exchange) {
        Outcome outcome = exchange.getProperty(Becoming.OUTCOME, Outcome.class);
        replace(exchange, entry -> goneOn(entry.moved(transition(entry, outcome.status(), outcome.attempts(), outcome.reason()), outcome.owesReversal())),
                outcome.status().isTerminal() && !outcome.owesReversal());
    }

    /** Notes that the reversal which the order owed was acknowledged. */
    public void reversed(Exchange exchange) {
        Instant now = clock.instant();
        replace(exchange, entry -> entry.reversed(now), true);
    }

    /** Gives the order back to the store, to be taken up by any copy after a rest. */
    public void release(Exchange exchange, Duration rest) {
        Instant notBefore = clock.instant().plus(rest);
        replace(exchange, entry -> entry.released(notBefore), false);
    }

    /** An order's entry. @throws ProblemException 404 where the journal does not know the order */
    public OrderJournal entry(String orderId) {
        return OrderJournal.parse(known(orderId));
    }

    /** An order's entry as it stands in the store, for a compare-and-set. @throws ProblemException 404 where the journal does not know the order */
    String known(String orderId) {
        return stored(orderId).orElseThrow(() -> new ProblemException(Problem.of(404, "No order has this id")));
    }

    private Optional<String> stored(String orderId) {
        return Optional.ofNullable(journals().get(orderId));
    }

    /** How long a finished order can be asked for. */
    public Duration keptFor() {
        return keptFor;
    }

    private void replace(Exchange exchange, UnaryOperator<OrderJournal> change, boolean last) {
        OrderJournal before = exchange.getMessage().getBody(OrderJournal.class);
        OrderJournal after = change.apply(before);
        String expected = exchange.getProperty(ProcessProperties.STORED, String.class);
        String text = after.stored();
        boolean replaced = store.replace(OrderStatusStore.JOURNAL, after.orderId(), expected, text, last ? keptFor : Duration.ZERO);
        // A write whose acknowledgement was lost may stand all the same: what is there decides.
        if (!replaced && !text.equals(journals().get(after.orderId()))) {
            throw new ClaimLost(after.orderId(), "its journal was moved on by another copy");
        }
        exchange.setProperty(ProcessProperties.STORED, text);
        exchange.setProperty(ProcessProperties.SHOWN, before.status().name());
        exchange.setProperty(ProcessProperties.TO_SHOW, after.transitions().subList(before.transitions().size(), after.transitions().size()));
        exchange.getMessage().setBody(after);
    }

    private BasicCache<String, String> journals() {
        return store.cache(OrderStatusStore.JOURNAL);
    }

    /**
     * What a step makes of its answer.
     *
     * @param status what the order becomes
     * @param attempts the calls that it took
     * @param reason why, empty where all went well
     * @param owesReversal whether a charge has to be reversed before the order may leave
     */
    public record Outcome(OrderStatus status, int attempts, String reason, boolean owesReversal) {
    }
}
