package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
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
 * it has lived for the shortest of these times, and then again when it would be late: orders that go well cost nothing, and nothing is
 * remembered of them. A large set is looked through less often ({@link Pause}), and of very many that are due those that have waited
 * longest are read first, so the count of those without progress may take some looks to be complete.
 */
public final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int READ_AT_ONCE = 200;
    private static final int READ_AT_MOST = 2_000;
    private static final int TOLD_AT_ONCE = 20;
    private static final Pattern TIMED_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7.*");

    private final OrderStatusStore store;
    private final Map<String, StepPolicy> policies;
    private final Breakers breakers;
    private final String application;
    private final Clock clock;
    private final Duration shortest;
    private final Pause pause;
    private Map<String, Watched> watched = new HashMap<>();
    private int toldNow;
    private volatile Seen seen = new Seen(0, Optional.empty());

    /**
     * @param store where the in-flight set and the journal stand
     * @param policies how long each step may take
     * @param breakers what may be the reason
     * @param application whose log lines tell of them
     * @param clock tells the time
     * @param nanos a clock that nobody sets
     */
    Watchdog(OrderStatusStore store, Map<String, StepPolicy> policies, Breakers breakers, String application, Clock clock, LongSupplier nanos) {
        this.store = store;
        this.policies = Map.copyOf(policies);
        this.breakers = breakers;
        this.application = application;
        this.clock = clock;
        this.pause = new Pause(nanos);
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

    /** An order that was read, or whose id does not tell how old it is. @param stuckSince when it moved last, where that is too long ago */
    private record Watched(Instant dueAt, Optional<Instant> stuckSince, boolean told) {
    }

    private record Due(String orderId, Instant at) {
    }

    /** Looks once, where it is time to. */
    public synchronized void look() {
        if (!pause.isOver()) {
            return;
        }
        Instant now = clock.instant();
        List<String> due = due(now);
        toldNow = 0;
        for (int from = 0; from < due.size(); from += READ_AT_ONCE) {
            Set<String> some = new HashSet<>(due.subList(from, Math.min(due.size(), from + READ_AT_ONCE)));
            Map<String, String> entries = store.getAll(OrderStatusStore.JOURNAL, some);
            entries.values().forEach(entry -> judge(OrderJournal.parse(entry), now));
            some.removeAll(entries.keySet());
            some.forEach(orderId -> missed(orderId, now));
        }
        if (toldNow > TOLD_AT_ONCE) {
            LOG.warn("{} more orders have made no progress for longer than their step may take", toldNow - TOLD_AT_ONCE);
        }
        List<Instant> stuck = watched.values().stream().flatMap(order -> order.stuckSince().stream()).toList();
        seen = new Seen(stuck.size(), stuck.stream().min(Instant::compareTo));
    }

    /** The orders to be read, the longest due first; what has left is forgotten. */
    private List<String> due(Instant now) {
        Map<String, Watched> stillThere = new HashMap<>();
        Oldest<Due> due = new Oldest<>(READ_AT_MOST, Comparator.comparing(Due::at));
        int all = 0;
        for (String orderId : store.cache(OrderStatusStore.IN_FLIGHT).keySet()) {
            all++;
            Instant accepted = acceptedAt(orderId, now);
            Watched order = watched.getOrDefault(orderId, new Watched(accepted.plus(shortest), Optional.empty(), false));
            if (watched.containsKey(orderId) || !accepted.isBefore(now)) {
                stillThere.put(orderId, order);
            }
            if (!order.dueAt().isAfter(now)) {
                due.add(new Due(orderId, order.dueAt()));
            }
        }
        watched = stillThere;
        pause.begin(all);
        return due.inOrder().stream().map(Due::orderId).toList();
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
        boolean told = watched.containsKey(order.orderId()) && watched.get(order.orderId()).told();
        if (late.isAfter(now)) {
            watched.put(order.orderId(), new Watched(late, Optional.empty(), told));
            return;
        }
        // It is read again with the next look, but after those that were not read yet.
        watched.put(order.orderId(), new Watched(now, Optional.of(moved), true));
        if (!told && ++toldNow <= TOLD_AT_ONCE) {
            MDC.put("camel.contextId", application);
            MDC.put(ProcessProperties.ORDER_ID, order.orderId());
            MDC.put(ProcessProperties.CORRELATION_ID, order.correlationId());
            LOG.warn("Order {} has been at {} for more than {} s: {}", order.orderId(), order.status(), policy.deadline().toSeconds(), reason(order, policy, now));
            MDC.clear();
        }
    }

    /** A journal entry outlives its order's time in flight, so where it is gone the store has lost it, and no copy can go on. */
    private void missed(String orderId, Instant now) {
        boolean told = watched.containsKey(orderId) && watched.get(orderId).told();
        watched.put(orderId, new Watched(now, Optional.of(acceptedAt(orderId, now)), true));
        if (!told && ++toldNow <= TOLD_AT_ONCE) {
            MDC.put("camel.contextId", application);
            MDC.put(ProcessProperties.ORDER_ID, orderId);
            LOG.error("Order {} is in flight, but the store has no journal entry of it: nobody can go on with it (docs/runbook.md)", orderId);
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

    /** A UUIDv7 begins with its time in milliseconds. One that tells none, or a time to come by another machine's clock, counts from now. */
    private static Instant acceptedAt(String orderId, Instant now) {
        if (!TIMED_ID.matcher(orderId).matches()) {
            return now;
        }
        Instant told = Instant.ofEpochMilli(Long.parseLong(orderId.substring(0, 8) + orderId.substring(9, 13), 16));
        return told.isBefore(now) ? told : now;
    }
}
