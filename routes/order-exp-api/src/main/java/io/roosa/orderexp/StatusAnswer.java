package io.roosa.orderexp;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

import io.roosa.shared.http.JsonBody;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

/** Makes the answer to the question where an order is. */
final class StatusAnswer {

    /** The header with the status that the store was asked for, and the one with the journal: futures at first. */
    static final String SHOWN = "shownStatus";
    static final String JOURNAL = "journal";

    private final Clock clock;

    /** @param clock tells the time */
    StatusAnswer(Clock clock) {
        this.clock = clock;
    }

    /** Where an order is (RAML StatusOfOrder); {@code stale} and {@code asOf} only where the store could not be asked. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record StatusOfOrder(String orderId, OrderStatus status, Instant updatedAt, Optional<Boolean> stale, Optional<Instant> asOf) {
    }

    /** What is remembered of an order, and when it was read. */
    record Known(String orderId, OrderStatus status, Instant updatedAt, Instant readAt) {
    }

    /**
     * Puts together what the store says of status and journal, which were asked for at once; the body is null where it does not know
     * the order.
     */
    Processor read() {
        return exchange -> {
            Message message = exchange.getMessage();
            String shown = (String) message.getHeader(SHOWN, CompletableFuture.class).join();
            String stored = (String) message.getHeader(JOURNAL, CompletableFuture.class).join();
            if (shown == null || stored == null) {
                message.setBody(null);
            } else {
                message.setHeader(SHOWN, shown);
                message.setBody(known(exchange, shown, stored).<Object>map(known -> known).orElse(Ahead.OF_JOURNAL));
            }
        };
    }

    /** The body where the status that was read is later than the journal that was read. */
    enum Ahead {
        OF_JOURNAL
    }

    /** Whether the order moved on between the reading of its journal and that of its status. */
    Predicate ahead() {
        return exchange -> exchange.getMessage().getBody() instanceof Ahead;
    }

    /** Puts together the status that was read before, and the journal that was read again. */
    Processor readAgain() {
        return exchange -> {
            String shown = exchange.getMessage().getHeader(SHOWN, String.class);
            String stored = exchange.getMessage().getBody(String.class);
            exchange.getMessage().setBody(stored == null ? null : known(exchange, shown, stored)
                    .orElseGet(() -> new Known(exchange.getProperty(ExpProperties.ORDER_ID, String.class), OrderStatus.valueOf(shown), clock.instant(), clock.instant())));
        };
    }

    private Optional<Known> known(Exchange exchange, String shown, String journal) {
        OrderStatus status = OrderStatus.valueOf(shown);
        // The journal may be a step ahead of what is shown: the time belongs to the status that is shown.
        return OrderJournal.transitionsOf(journal).stream().filter(transition -> transition.status() == status).map(Transition::at).findFirst()
                .map(at -> new Known(exchange.getProperty(ExpProperties.ORDER_ID, String.class), status, at, clock.instant()));
    }

    /** The body where the store is out of reach, and nothing is known here of the order. */
    enum Unknown {
        FOR_NOW
    }

    /** Takes what was last known in place of what the store would say. */
    Processor stale() {
        return exchange -> {
            Known known = exchange.getMessage().getBody(Known.class);
            exchange.getMessage().setBody(new StatusOfOrder(known.orderId(), known.status(), known.updatedAt(), Optional.of(true), Optional.of(known.readAt())));
        };
    }

    /** Says that nobody can be asked and nothing is known here. */
    Processor unknown() {
        return exchange -> exchange.getMessage().setBody(Unknown.FOR_NOW);
    }

    /**
     * Sends the status with its ETag, or 304 where the client has it.
     *
     * @throws ProblemException 404 for an order that the store does not know, 503 where it cannot be asked and nothing is known here
     */
    Processor sent() {
        return exchange -> {
            Message message = exchange.getMessage();
            if (message.getBody() == null) {
                throw OrderId.unknown();
            }
            if (message.getBody() instanceof Unknown) {
                throw new ProblemException(Problem.of(503, "The status store cannot be reached, and nothing is known here of this order").retryAfter(2));
            }
            StatusOfOrder status = message.getBody() instanceof Known known
                    ? new StatusOfOrder(known.orderId(), known.status(), known.updatedAt(), Optional.empty(), Optional.empty())
                    : message.getBody(StatusOfOrder.class);
            String etag = status.stale().isPresent() ? "\"" + status.status() + "-stale\"" : etag(status.status());
            boolean known = matches(message.getHeader("If-None-Match", String.class), etag);
            message.removeHeaders("*");
            message.setHeader("ETag", etag);
            message.setHeader("Cache-Control", "no-store");
            if (known) {
                message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
                message.setBody(null);
            } else {
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
                message.setBody(JsonBody.of(status));
            }
        };
    }

    static String etag(OrderStatus status) {
        return "\"" + status + "\"";
    }

    static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch != null && ("*".equals(ifNoneMatch.strip())
                || Arrays.stream(ifNoneMatch.split(",")).map(String::strip).map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag).anyMatch(etag::equals));
    }
}
