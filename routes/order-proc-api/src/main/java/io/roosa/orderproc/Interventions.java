package io.roosa.orderproc;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.infinispan.commons.api.BasicCache;

import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.order.Intervention;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

/**
 * What an operator may do to an order: end its rest, or stop it before it is charged. Each is one compare-and-set on the journal,
 * with who and why in the same write, so that it happens once and as a whole, or not at all.
 */
final class Interventions {

    /** Why an order that was stopped has failed. */
    static final String CANCELLED = "CANCELLED";

    private static final String EFFECT = "effect";
    private static final String ACTION = "action";
    private static final String FREE = "free";

    private final OrderStatusStore store;
    private final Journal journal;
    private final String copy;
    private final Predicate<String> lives;
    private final Clock clock;

    /** What an action came to (RAML ActionTaken). */
    record Taken(String orderId, Intervention.Action action, Effect effect, OrderStatus status) {
    }

    private enum Effect {
        DONE, NONE
    }

    /**
     * @param store where journal and status stand
     * @param journal reads an order's entry
     * @param copy this copy of order-proc-api
     * @param lives whether a copy's heart beats
     * @param clock tells the time
     */
    Interventions(OrderStatusStore store, Journal journal, String copy, Predicate<String> lives, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.copy = copy;
        this.lives = lives;
        this.clock = clock;
    }

    /**
     * Ends an order's rest. An order that a living copy works on is left to it.
     *
     * @throws ProblemException 404 for an unknown order, 409 for one that has ended and owes nothing
     */
    Processor retry() {
        return exchange -> {
            Intervention intervention = asked(exchange, Intervention.Action.RETRY);
            while (true) {
                String stored = stored(exchange);
                OrderJournal order = OrderJournal.parse(stored);
                if (order.status().isTerminal() && !order.reversalOwed()) {
                    throw refused("The order has ended as " + order.status() + " and owes nothing; a terminal status never changes");
                }
                boolean rests = order.owner().isEmpty() && order.notBefore().isAfter(intervention.at());
                OrderJournal after = rests ? order.released(intervention.at()).intervened(intervention) : order;
                if (!rests || journals().replace(order.orderId(), stored, after.stored())) {
                    exchange.setProperty(FREE, rests || order.owner().isEmpty() || !lives.test(order.owner()));
                    came(exchange, after, rests ? Effect.DONE : Effect.NONE);
                    return;
                }
            }
        };
    }

    /** Whether nobody works on the order, so that it can be taken up here and now. */
    org.apache.camel.Predicate free() {
        return exchange -> exchange.getProperty(FREE, false, Boolean.class);
    }

    /**
     * Stops an order whose charge was not asked for. Whoever works on it loses its claim by this very write, and so never gets to the
     * charge: before that stands a write of its own.
     *
     * @throws ProblemException 404 for an unknown order, 409 for one that may be charged already, or has ended otherwise
     */
    Processor cancel() {
        return exchange -> {
            Intervention intervention = asked(exchange, Intervention.Action.CANCEL);
            while (true) {
                String stored = stored(exchange);
                OrderJournal order = OrderJournal.parse(stored);
                if (isCancelled(order)) {
                    show(order);
                    came(exchange, order, Effect.NONE);
                    return;
                }
                OrderJournal after = stopped(order, intervention);
                if (journals().replace(order.orderId(), stored, after.stored(), journal.keptFor().toMillis(), TimeUnit.MILLISECONDS)) {
                    show(after);
                    came(exchange, after, Effect.DONE);
                    return;
                }
            }
        };
    }

    /** Makes what the action came to the answer. */
    Processor told() {
        return exchange -> {
            OrderJournal order = exchange.getProperty(ProcessProperties.ORDER, OrderJournal.class);
            exchange.getMessage().setBody(Body.of(new Taken(order.orderId(), exchange.getProperty(ACTION, Intervention.Action.class),
                    exchange.getProperty(EFFECT, Effect.class), order.status())));
        };
    }

    private OrderJournal stopped(OrderJournal order, Intervention intervention) {
        // As a claim it makes a later one mend a status that is not shown yet, should this copy die now.
        OrderJournal claimed = order.claimedBy(copy).intervened(intervention);
        return switch (order.status()) {
            case RECEIVED -> claimed.moved(new Transition(OrderStatus.INVENTORY_CHECK_STARTED, intervention.at(), 0, "", copy, false), false)
                    .moved(cancelled(intervention.at()), false);
            case INVENTORY_CHECK_STARTED -> claimed.moved(cancelled(intervention.at()), false);
            case INVENTORY_CONFIRMED -> throw refused("The order may be charged at this moment; only one whose charge was not asked for can be stopped");
            default -> throw refused("The order is at " + order.status() + "; only one whose charge was not asked for can be stopped");
        };
    }

    private Transition cancelled(Instant at) {
        return new Transition(OrderStatus.INVENTORY_FAILED, at, 0, CANCELLED, copy, false);
    }

    private static boolean isCancelled(OrderJournal order) {
        return order.status() == OrderStatus.INVENTORY_FAILED && order.transitions().get(order.transitions().size() - 1).reason().equals(CANCELLED);
    }

    /** Brings the status that readers see to the order's own, by no other steps than the life cycle has. */
    private void show(OrderJournal order) {
        BasicCache<String, String> statuses = store.cache(OrderStatusStore.STATUS);
        String shown = statuses.get(order.orderId());
        while (shown != null && !shown.equals(order.status().name())) {
            if (shown.equals(OrderStatus.RECEIVED.name())) {
                statuses.replace(order.orderId(), shown, OrderStatus.INVENTORY_CHECK_STARTED.name());
            } else {
                statuses.replace(order.orderId(), shown, order.status().name(), journal.keptFor().toMillis(), TimeUnit.MILLISECONDS);
            }
            shown = statuses.get(order.orderId());
        }
    }

    private Intervention asked(Exchange exchange, Intervention.Action action) throws IOException {
        JsonNode body = Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class));
        exchange.setProperty(ACTION, action);
        return new Intervention(action, clock.instant(), body.path("by").asText(), body.path("why").asText());
    }

    private void came(Exchange exchange, OrderJournal order, Effect effect) {
        exchange.setProperty(ProcessProperties.CORRELATION_ID, order.correlationId());
        exchange.setProperty(ProcessProperties.ORDER, order);
        exchange.setProperty(EFFECT, effect);
        exchange.getMessage().setBody(order);
    }

    private String stored(Exchange exchange) {
        String orderId = exchange.getProperty(ProcessProperties.ORDER_ID, String.class);
        return journal.known(orderId);
    }

    private BasicCache<String, String> journals() {
        return store.cache(OrderStatusStore.JOURNAL);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(Problem.of(409, why));
    }
}
