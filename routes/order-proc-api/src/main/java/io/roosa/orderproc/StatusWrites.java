package io.roosa.orderproc;

import java.time.Duration;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.Transition;
import io.roosa.shared.store.OrderStatusStore;

/**
 * Shows readers what an order has become: each status of its journal that they have not seen, in order, each where the one before
 * it is still shown.
 */
final class StatusWrites {

    private static final String REFUSED = "statusRefused";

    private final OrderStatusStore store;
    private final Duration keptFor;

    /**
     * @param store where the status stands
     * @param keptFor how long the status of a finished order can be asked for
     */
    StatusWrites(OrderStatusStore store, Duration keptFor) {
        this.store = store;
        this.keptFor = keptFor;
    }

    /** Takes note of the status that is shown, and of those in the journal that have still to follow it. */
    Processor lagging() {
        return exchange -> {
            OrderJournal journal = exchange.getMessage().getBody(OrderJournal.class);
            String shown = exchange.getMessage().getHeader("shownStatus", "", String.class);
            exchange.setProperty(ProcessProperties.SHOWN, shown);
            exchange.setProperty(ProcessProperties.TO_SHOW, shown.isEmpty() || shown.equals(journal.status().name()) ? List.of() : behind(shown, journal.transitions()));
        };
    }

    /** Whether the journal is ahead of what is shown. */
    static Predicate toShow() {
        return exchange -> !next(exchange).isEmpty();
    }

    /** Shows the next status where the previous one is still shown, and notes whether it was; the last one expires after its time. */
    Processor shown() {
        return exchange -> {
            OrderJournal journal = exchange.getMessage().getBody(OrderJournal.class);
            Transition next = next(exchange).get(0);
            String shown = exchange.getProperty(ProcessProperties.SHOWN, String.class);
            boolean replaced = store.replace(OrderStatusStore.STATUS, journal.orderId(), shown, next.status().name(),
                    next.status().isTerminal() ? keptFor : Duration.ZERO);
            exchange.setProperty(REFUSED, !replaced);
            exchange.setProperty(ProcessProperties.TOLD, shown + " -> " + told(next, journal));
            exchange.setProperty(ProcessProperties.SHOWN, next.status().name());
            exchange.setProperty(ProcessProperties.TO_SHOW, next(exchange).subList(1, next(exchange).size()));
        };
    }

    /** Whether the previous status was not shown any more. */
    static Predicate refused() {
        return exchange -> exchange.getProperty(REFUSED, false, Boolean.class);
    }

    /**
     * A write that was refused may have been made all the same, its acknowledgement lost, or by a copy that wrote the same journal:
     * only a status that is not the next one, nor one after it, means a lost claim.
     */
    Processor readBack() {
        return exchange -> {
            OrderJournal journal = exchange.getMessage().getBody(OrderJournal.class);
            String stands = exchange.getMessage().getHeader("shownStatus", "", String.class);
            if (!stands.equals(exchange.getProperty(ProcessProperties.SHOWN, String.class))) {
                if (next(exchange).stream().noneMatch(transition -> transition.status().name().equals(stands))) {
                    throw new ClaimLost(journal.orderId(), "it is shown as " + stands);
                }
                exchange.setProperty(ProcessProperties.SHOWN, stands);
                exchange.setProperty(ProcessProperties.TO_SHOW, after(stands, next(exchange)));
            }
        };
    }

    /** What is shown stands in the journal too; were it not so, the order's own status would be the one to show. */
    private static List<Transition> behind(String shown, List<Transition> transitions) {
        List<Transition> following = after(shown, transitions);
        return following.isEmpty() ? transitions.subList(transitions.size() - 1, transitions.size()) : following;
    }

    private static List<Transition> after(String shown, List<Transition> transitions) {
        return transitions.stream().dropWhile(transition -> !transition.status().name().equals(shown)).skip(1).toList();
    }

    private static String told(Transition transition, OrderJournal journal) {
        return transition.status() + (transition.reason().isEmpty() ? "" : " (" + transition.reason() + ")")
                + (transition.attempts() > 1 ? " after " + transition.attempts() + " calls" : "")
                + (transition.status().isTerminal() && journal.reversalOwed() ? ", a reversal is owed" : "");
    }

    /** The transitions in the journal that readers have still to see, oldest first. */
    @SuppressWarnings("unchecked")
    static List<Transition> next(Exchange exchange) {
        return exchange.getProperty(ProcessProperties.TO_SHOW, List.of(), List.class);
    }
}
