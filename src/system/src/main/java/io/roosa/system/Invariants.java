package io.roosa.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.roosa.shared.order.OrderStatus;

/** Judges from outside whether the promises of design section 6 held for the orders that were observed. */
public final class Invariants {

    /** How long a status may take to be answered. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    private Invariants() {
    }

    /** One verdict for each invariant, in their order. */
    public static List<Verdict> judge(List<Observation> orders) {
        return Arrays.stream(Invariant.values()).map(invariant -> new Verdict(invariant, violations(orders, rule(invariant)))).toList();
    }

    private static Function<Observation, Optional<String>> rule(Invariant invariant) {
        return switch (invariant) {
            case NEVER_LOST -> Invariants::lost;
            case ONLY_ALONG_THE_GRAPH -> Invariants::astray;
            case CHARGED_AT_MOST_ONCE -> Invariants::chargedAgain;
            case AGREES_WITH_THE_LEDGERS -> Invariants::disagreeing;
            case STATUS_WITHIN_A_SECOND -> Invariants::slow;
            case ONE_CORRELATION_ID -> Invariants::correlatedOtherwise;
        };
    }

    private static List<String> violations(List<Observation> orders, Function<Observation, Optional<String>> rule) {
        return orders.stream()
                .flatMap(order -> rule.apply(order).map(violation -> order.orderId() + " " + violation).stream())
                .toList();
    }

    private static Optional<String> lost(Observation order) {
        return ended(order) ? Optional.empty()
                : Optional.of("has not ended: " + order.last().map(status -> "last seen at " + status).orElse("its status was never answered"));
    }

    private static Optional<String> astray(Observation order) {
        List<String> wrong = new ArrayList<>();
        pairs(order.seen()).filter(pair -> pair.get(0) != pair.get(1) && !isReachable(pair.get(0), pair.get(1)))
                .forEach(pair -> wrong.add("was seen at " + pair.get(0) + " and then at " + pair.get(1)));
        pairs(order.history()).filter(pair -> !pair.get(0).mayBecome(pair.get(1)))
                .forEach(pair -> wrong.add("has " + pair.get(1) + " after " + pair.get(0) + " in its history"));
        if (!order.history().isEmpty() && order.history().get(0) != OrderStatus.RECEIVED) {
            wrong.add("begins its history with " + order.history().get(0));
        }
        order.seen().stream().filter(status -> ended(order) && !order.history().contains(status)).distinct()
                .forEach(status -> wrong.add("was seen at " + status + ", of which its history knows nothing"));
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }

    private static Optional<String> chargedAgain(Observation order) {
        return order.books().map(Books::charges).filter(charges -> charges > 1).map(charges -> "was charged " + charges + " times");
    }

    private static Optional<String> disagreeing(Observation order) {
        if (!ended(order)) {
            return Optional.empty();
        }
        if (order.books().isEmpty()) {
            return Optional.of("has ledgers that could not be read");
        }
        Books books = order.books().get();
        OrderStatus end = order.last().orElseThrow();
        return books.agreeWith(end == OrderStatus.SHIPPED) ? Optional.empty()
                : Optional.of("ended as " + end + " with " + books.charges() + " charges, " + books.netCharges() + " of them kept, and "
                        + books.shipments() + " shipments");
    }

    private static Optional<String> slow(Observation order) {
        if (order.slowest().compareTo(ANSWER_WITHIN) > 0) {
            return Optional.of("was answered only after " + order.slowest().toMillis() + " ms");
        }
        return order.unanswered() > 0 ? Optional.of("was not answered " + order.unanswered() + " times") : Optional.empty();
    }

    private static Optional<String> correlatedOtherwise(Observation order) {
        return order.books().map(Books::correlationIds)
                .filter(ids -> ids.stream().anyMatch(id -> !id.equals(order.correlationId())))
                .map(ids -> "was accepted as " + order.correlationId() + " and called as " + ids.stream().sorted().toList());
    }

    private static boolean ended(Observation order) {
        return order.last().filter(OrderStatus::isTerminal).isPresent();
    }

    /** A reader may miss what came between, but must find a way from one to the other. */
    private static boolean isReachable(OrderStatus from, OrderStatus to) {
        return Arrays.stream(OrderStatus.values()).filter(from::mayBecome).anyMatch(next -> next == to || isReachable(next, to));
    }

    private static <T> Stream<List<T>> pairs(List<T> list) {
        return Stream.iterate(1, i -> i < list.size(), i -> i + 1).map(i -> list.subList(i - 1, i + 1));
    }
}
