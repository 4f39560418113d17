package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

/**
 * Marks the orders that have made no progress for longer than their step may take, whoever works on them. An order is read only once
 * it has lived for the shortest of these times, and then again when it would be late, or half of that time after it was: orders that
 * go well cost nothing.
 */
public final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int READ_AT_ONCE = 200;
    private static final int TOLD_AT_ONCE = 20;
    private static final Pattern TIMED_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7.*");

    private final OrderStatusStore store;
    private final Map<String, StepPolicy> policies;
    private final Breakers breakers;
    private final String application;
    private final Clock clock;
    private final Duration shortest;
    private final Map<String, Instant> dueAt = new HashMap<>();
    private final Map<String, Instant> stuck = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private int toldNow;
    private volatile Seen seen = new Seen(0, Optional.empty());

    /**
     * @param store where the in-flight set and the journal stand
     * @param policies how long each step may take
     * @param breakers what may be the reason
     * @param application whose log lines tell of them
     * @param clock tells the time
     */
    Watchdog(OrderStatusStore store, Map<String, StepPolicy> policies, Breakers breakers, String application, Clock clock) {
        this.store = store;
        this.policies = Map.copyOf(policies);
        this.breakers = breakers;
        this.application = application;
        this.clock = clock;
        this.shortest = policies.values().stream().map(StepPolicy::deadline).min(Duration::compareTo).orElseThrow();
    }

    /**
     * What one look has found.
     *
     * @param stuck how many orders made no progress
     * @param since when the one that has waited longest moved last, empty where there is none
     */
    record Seen(int stuck, Optional<Instant> since) {
    }

    /** Looks once. */
    public synchronized void look() {
        Set<String> inFlight = new HashSet<>(store.cache(OrderStatusStore.IN_FLIGHT).keySet());
        dueAt.keySet().retainAll(inFlight);
        stuck.keySet().retainAll(inFlight);
        told.retainAll(inFlight);
        Instant now = clock.instant();
        inFlight.forEach(orderId -> dueAt.computeIfAbsent(orderId, id -> earlier(now, acceptedAt(id, now)).plus(shortest)));
        List<String> due = dueAt.entrySet().stream().filter(order -> !order.getValue().isAfter(now)).map(Map.Entry::getKey).toList();
        toldNow = 0;
        for (int from = 0; from < due.size(); from += READ_AT_ONCE) {
            store.getAll(OrderStatusStore.JOURNAL, new HashSet<>(due.subList(from, Math.min(due.size(), from + READ_AT_ONCE))))
                    .values().forEach(entry -> judge(OrderJournal.parse(entry), now));
        }
        if (toldNow > TOLD_AT_ONCE) {
            LOG.warn("{} more orders have made no progress for longer than their step may take", toldNow - TOLD_AT_ONCE);
        }
        seen = new Seen(stuck.size(), stuck.values().stream().min(Instant::compareTo));
    }

    /** What this copy found when it last looked. */
    Seen seen() {
        return seen;
    }

    private void judge(OrderJournal order, Instant now) {
        List<Transition> transitions = order.transitions();
        StepPolicy policy = policies.get(step(order.status()));
        Instant moved = transitions.get(transitions.size() - 1).at();
        Instant late = moved.plus(policy.deadline());
        if (late.isAfter(now)) {
            dueAt.put(order.orderId(), late);
            stuck.remove(order.orderId());
            return;
        }
        stuck.put(order.orderId(), moved);
        // Not at every look: an outage may leave 100,000 of them.
        dueAt.put(order.orderId(), now.plus(policy.deadline().dividedBy(2)));
        if (told.add(order.orderId()) && ++toldNow <= TOLD_AT_ONCE) {
            MDC.put("camel.contextId", application);
            MDC.put(ProcessProperties.ORDER_ID, order.orderId());
            MDC.put(ProcessProperties.CORRELATION_ID, order.correlationId());
            LOG.warn("Order {} has been at {} for more than {} s: {}", order.orderId(), order.status(), policy.deadline().toSeconds(), reason(order, policy, now));
            MDC.clear();
        }
    }

    private String reason(OrderJournal order, StepPolicy policy, Instant now) {
        List<String> reasons = new ArrayList<>();
        if (order.reversalOwed()) {
            reasons.add("its reversal is not acknowledged");
        }
        String breaker = breakers.of(policy.step()).getState().name();
        if (!breaker.equals("CLOSED")) {
            reasons.add("the breaker before " + policy.step() + "-sys-api is " + breaker);
        }
        reasons.add(!order.owner().isEmpty() ? order.owner() + " has it"
                : order.notBefore().isAfter(now) ? "it rests until " + order.notBefore() : "no copy has taken it up");
        return String.join(", ", reasons);
    }

    private static String step(OrderStatus status) {
        return switch (status) {
            case RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_FAILED -> "inventory";
            // What is owed after the end is asked of payment-sys-api.
            case INVENTORY_CONFIRMED, PAYMENT_FAILED, SHIPPING_FAILED -> "payment";
            case PAYMENT_COMPLETED, SHIPPING_REQUESTED, SHIPPED -> "shipping";
        };
    }

    /** A UUIDv7 begins with its time in milliseconds. */
    private static Instant acceptedAt(String orderId, Instant now) {
        return !TIMED_ID.matcher(orderId).matches() ? now : Instant.ofEpochMilli(Long.parseLong(orderId.substring(0, 8) + orderId.substring(9, 13), 16));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
