package io.roosa.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.roosa.shared.order.OrderStatus;

/**
 * What the demo has seen so far of one order that was accepted.
 *
 * @param order what was ordered
 * @param orderId the order
 * @param correlationId what the answer to its placing bore
 * @param began when it was placed, from the demo's beginning
 * @param seen each status that was answered, and when, from the demo's beginning; the first is the {@code 202}'s own
 * @param slowest the longest that an asked-for status took
 * @param unanswered how often its status was asked for without a {@code 200}
 */
public record Life(DrawnOrder order, String orderId, String correlationId, Duration began, List<Seen> seen, Duration slowest, int unanswered) {

    public Life {
        seen = List.copyOf(seen);
    }

    /** A status at the moment it was first seen. */
    public record Seen(OrderStatus status, Duration at) {
    }

    /** The life of an order at its {@code 202}. */
    public static Life accepted(DrawnOrder order, String orderId, String correlationId, Duration began, Duration at) {
        return new Life(order, orderId, correlationId, began, List.of(new Seen(OrderStatus.RECEIVED, at)), Duration.ZERO, 0);
    }

    /** The same order after its status was asked for while nobody was there to answer: what was answered counts, how soon does not. */
    public Life askedInVain(Client.Answer answer, Duration at) {
        return new Life(order, orderId, correlationId, began, seenAlso(answer, at), slowest, unanswered);
    }

    /** The same order after its status was asked for once more. */
    public Life asked(Client.Answer answer, Duration at) {
        Optional<OrderStatus> status = answer.status();
        return new Life(order, orderId, correlationId, began, seenAlso(answer, at), slowest.compareTo(answer.took()) > 0 ? slowest : answer.took(),
                unanswered + (status.isPresent() ? 0 : 1));
    }

    private List<Seen> seenAlso(Client.Answer answer, Duration at) {
        List<Seen> more = new ArrayList<>(seen);
        answer.status().filter(now -> now != status()).ifPresent(now -> more.add(new Seen(now, at)));
        return more;
    }

    /** Where it was last seen. */
    public OrderStatus status() {
        return seen.get(seen.size() - 1).status();
    }

    /** Whether it was seen to end. */
    public boolean isEnded() {
        return status().isTerminal();
    }

    /** How long it has lived: to its end, or until now. */
    public Duration age(Duration now) {
        return (isEnded() ? seen.get(seen.size() - 1).at() : now).minus(began);
    }

    /** Enough of the id to tell it from the others: a UUIDv7 begins with the time, which most have in common. */
    public String shortId() {
        return orderId.substring(Math.max(0, orderId.length() - 8));
    }
}
