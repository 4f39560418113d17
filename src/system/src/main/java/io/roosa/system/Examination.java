package io.roosa.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.roosa.shared.order.OrderStatus;

/** Gathers at the end what history and ledgers say of an order; waits for a reversal that is still on its way. */
public final class Examination {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Client client;
    private final Instant until;

    /** @param patience how long from now on a reversal may take to be acknowledged */
    public Examination(Client client, Duration patience) {
        this.client = client;
        this.until = Instant.now().plus(patience);
    }

    /** What was seen of the order, with its history and its ledgers. */
    public Observation of(Life life) {
        Optional<Books> books = client.books(life.orderId());
        while (life.isEnded() && !settled(life, books) && Instant.now().isBefore(until)) {
            pause();
            books = client.books(life.orderId());
        }
        return new Observation(life.orderId(), life.correlationId(), life.seen().stream().map(Life.Seen::status).toList(),
                client.history(life.orderId()), life.slowest(), life.unanswered(), books);
    }

    private static boolean settled(Life life, Optional<Books> books) {
        return books.filter(ledger -> ledger.agreeWith(life.status() == OrderStatus.SHIPPED)).isPresent();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        }
    }
}
