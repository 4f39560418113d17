package io.roosa.system;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.roosa.shared.order.OrderStatus;

/**
 * What was seen of one accepted order from outside, by asking as any client may.
 *
 * @param orderId the order
 * @param correlationId what the answer to its placing bore
 * @param seen each status that was answered, in the order of asking
 * @param history each status of its history, oldest first
 * @param slowest the longest that an asked-for status took
 * @param unanswered how often its status was asked for without a {@code 200}
 * @param books what the ledgers say of it, empty where they could not be read
 */
public record Observation(String orderId, String correlationId, List<OrderStatus> seen, List<OrderStatus> history, Duration slowest,
        int unanswered, Optional<Books> books) {

    /** Takes the lists as they are now. */
    public Observation {
        seen = List.copyOf(seen);
        history = List.copyOf(history);
    }

    /** The last status that was seen, empty where none was ever answered. */
    public Optional<OrderStatus> last() {
        return seen.isEmpty() ? Optional.empty() : Optional.of(seen.get(seen.size() - 1));
    }
}
