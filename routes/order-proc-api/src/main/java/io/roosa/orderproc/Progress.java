package io.roosa.orderproc;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

/** Tells how far orders are: what {@code order-proc-api} answers to those who watch. */
public final class Progress {

    private static final Map<OrderStatus, String> STEP_BEHIND = Map.of(
            OrderStatus.INVENTORY_CONFIRMED, "inventory", OrderStatus.INVENTORY_FAILED, "inventory",
            OrderStatus.PAYMENT_COMPLETED, "payment", OrderStatus.PAYMENT_FAILED, "payment",
            OrderStatus.SHIPPED, "shipping", OrderStatus.SHIPPING_FAILED, "shipping");

    private final Journal journal;
    private final OrdersInFlight inFlight;
    private final OrdersToResume toResume;
    private final Patience patience;
    private final Breakers breakers;
    private final Watchdog watchdog;
    private final String copy;

    /** @param copy this copy's name; the others are asked for what they know */
    public Progress(Journal journal, OrdersInFlight inFlight, OrdersToResume toResume, Patience patience, Breakers breakers, Watchdog watchdog,
            String copy) {
        this.journal = journal;
        this.inFlight = inFlight;
        this.toResume = toResume;
        this.patience = patience;
        this.breakers = breakers;
        this.watchdog = watchdog;
        this.copy = copy;
    }

    /** Where one order is (RAML OrderProgress). */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OfOrder(String orderId, OrderStatus status, Optional<String> owner, Map<String, Integer> attempts, Optional<Instant> nextRetryAt,
            boolean reversalOwed) {
    }

    /** What this copy does (RAML ProcessSummary). */
    record Summary(String copyId, int inFlight, int backlog, int stuck, List<Breakers.State> breakers, long retries, long breakerTrips) {
    }

    /** Where an order is, as JSON. @throws io.roosa.shared.http.ProblemException 404 where the journal does not know it */
    public String of(String orderId) {
        OrderJournal entry = journal.entry(orderId);
        Map<String, Integer> attempts = new LinkedHashMap<>();
        entry.transitions().stream().filter(transition -> STEP_BEHIND.containsKey(transition.status()))
                .forEach(transition -> attempts.put(STEP_BEHIND.get(transition.status()), transition.attempts()));
        Optional<Attempts> now = inFlight.attemptsOf(orderId);
        now.ifPresent(trying -> attempts.putIfAbsent(trying.step(), trying.calls()));
        Optional<Instant> retryAt = now.flatMap(Attempts::nextRetryAt)
                .or(() -> Optional.of(entry.notBefore()).filter(rest -> entry.owner().isEmpty() && rest.isAfter(entry.acceptedAt())));
        boolean working = !entry.status().isTerminal() || entry.reversalOwed();
        return Body.of(new OfOrder(orderId, entry.status(), Optional.of(entry.owner()).filter(owner -> working && !owner.isEmpty()), attempts,
                retryAt.filter(at -> working), entry.reversalOwed()));
    }

    /** What this copy does at the moment, as JSON. */
    public String summary() {
        return Body.of(new Summary(copy, inFlight.count(), toResume.backlog(), watchdog.seen().stuck(), breakers.states(), patience.retries(), breakers.trips()));
    }
}
