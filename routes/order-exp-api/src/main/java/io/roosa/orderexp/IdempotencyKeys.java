package io.roosa.orderexp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.camel.Exchange;

import io.roosa.shared.http.Headers;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

/** Remembers which order a client's Idempotency-Key has made, across restarts and across copies of this application. */
public final class IdempotencyKeys {

    /** After this time a first request that has written nothing is taken for dead, and the next one goes on in its place. */
    private static final Duration STILL_RUNNING = Duration.ofSeconds(5);

    private final OrderStatusStore store;
    private final Duration keptFor;
    private final Clock clock;

    private record Remembered(String orderId, String correlationId, String fingerprint, Instant at) {
    }

    /**
     * @param store where the keys stand
     * @param keptFor how long a repeated key is answered with its order
     * @param clock tells the time
     */
    public IdempotencyKeys(OrderStatusStore store, Duration keptFor, Clock clock) {
        this.store = store;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    /**
     * Binds the request's key to its order or, where the key has made one, the request to that order. A repeated request of which
     * nothing more than RECEIVED stands writes again what may be missing: the first one may have died on the way.
     *
     * @throws ProblemException 422 where the key was used with another body, 409 while the first request is still running
     */
    public void remember(Exchange exchange) throws JsonProcessingException {
        OrderJournal journal = exchange.getMessage().getBody(OrderJournal.class);
        String key = exchange.getMessage().getHeader(Headers.IDEMPOTENCY_KEY, String.class);
        Remembered now = new Remembered(journal.orderId(), journal.correlationId(), fingerprint(journal), clock.instant());
        Optional<String> stood = store.putIfAbsent(OrderStatusStore.IDEMPOTENCY, key, Json.MAPPER.writeValueAsString(now), keptFor);
        if (stood.isEmpty()) {
            return;
        }
        Remembered first = Json.MAPPER.readValue(stood.get(), Remembered.class);
        if (!first.fingerprint().equals(now.fingerprint())) {
            throw new ProblemException(Problem.of(422, "This Idempotency-Key was used with another body"));
        }
        String status = store.cache(OrderStatusStore.STATUS).get(first.orderId());
        if (status == null && first.at().plus(STILL_RUNNING).isAfter(now.at())) {
            throw new ProblemException(Problem.of(409, "The first request with this Idempotency-Key is still running").retryAfter(1));
        }
        exchange.setProperty(ExpProperties.ORDER_ID, first.orderId());
        // All calls and log lines of one order bear the id of the request that made it.
        exchange.setProperty(ExpProperties.CORRELATION_ID, first.correlationId());
        exchange.getMessage().setBody(journal.ofOrder(first.orderId(), first.correlationId()));
        if (status != null && !status.equals(OrderStatus.RECEIVED.name())) {
            exchange.setProperty(ExpProperties.UNDER_WAY, true);
        }
    }

    private static String fingerprint(OrderJournal journal) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(journal.order().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
