package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.camel.Processor;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

/** What the control room shows of the orders of this copy: where they are, how many end, how long they took. */
public final class Board {

    private static final Duration WATCHED_FOR = Duration.ofSeconds(10);
    private static final Duration RATE_OVER = Duration.ofSeconds(10);
    private static final Duration TIMES_OVER = Duration.ofMinutes(1);
    private static final int TIMES_KEPT = 20_000;
    private static final int FORGOTTEN_AT = 1_000;

    private final OrdersInFlight inFlight;
    private final OrdersToResume toResume;
    private final Watchdog watchdog;
    private final Patience patience;
    private final Breakers breakers;
    private final Systems systems;
    private final Proof proof;
    private final String copy;
    private final Clock clock;
    private final Map<String, OrderStatus> moving = new ConcurrentHashMap<>();
    private final Map<OrderStatus, Long> ended = new EnumMap<>(OrderStatus.class);
    private final Deque<End> ends = new ArrayDeque<>();
    private volatile Instant askedAt = Instant.EPOCH;

    /** @param copy this copy's name; the others are asked for what they know */
    public Board(OrdersInFlight inFlight, OrdersToResume toResume, Watchdog watchdog, Patience patience, Breakers breakers, Systems systems, Proof proof,
            String copy, Clock clock) {
        this.inFlight = inFlight;
        this.toResume = toResume;
        this.watchdog = watchdog;
        this.patience = patience;
        this.breakers = breakers;
        this.systems = systems;
        this.proof = proof;
        this.copy = copy;
        this.clock = clock;
    }

    private record End(Instant at, long tookMillis) {
    }

    /** One line of the board (RAML StatusCount). */
    record StatusCount(OrderStatus status, long orders) {
    }

    /** The board (RAML ProcessBoard). */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Told(String copyId, Instant at, int inFlight, int backlog, int stuck, Optional<Instant> stuckSince, List<StatusCount> statuses, long ended,
            double endedPerSecond, Optional<Long> p50Millis, Optional<Long> p95Millis, long retries, long breakerTrips, List<Breakers.State> breakers,
            List<Systems.Lamp> systems, Proof.Told proof) {
    }

    /** Takes note of what the order of an exchange has become. */
    Processor moved() {
        return exchange -> moved(exchange.getMessage().getBody(OrderJournal.class));
    }

    private void moved(OrderJournal order) {
        moving.put(order.orderId(), order.status());
        if (moving.size() > 2 * inFlight.count() + FORGOTTEN_AT) {
            forgetThoseThatLeft();
        }
        if (!order.status().isTerminal()) {
            return;
        }
        Instant now = clock.instant();
        synchronized (ends) {
            ended.merge(order.status(), 1L, Long::sum);
            ends.addLast(new End(now, Math.max(0, Duration.between(order.acceptedAt(), now).toMillis())));
            if (ends.size() > TIMES_KEPT) {
                ends.removeFirst();
            }
        }
    }

    /** Takes note of an order that comes here from the midst of its life, from another copy or from a rest. */
    public void takenUp(OrderJournal order) {
        moving.put(order.orderId(), order.status());
    }

    /** Whether anybody asked for the board lately; what is only looked at is not looked for otherwise. */
    public boolean isWatched() {
        return askedAt.plus(WATCHED_FOR).isAfter(clock.instant());
    }

    /** The board, as JSON. */
    public String told() {
        Instant now = clock.instant();
        askedAt = now;
        forgetThoseThatLeft();
        Map<OrderStatus, Long> counts = moving.values().stream().filter(status -> !status.isTerminal()).collect(Collectors.groupingBy(status -> status, () -> new EnumMap<>(OrderStatus.class),
                Collectors.counting()));
        int working = inFlight.count();
        Watchdog.Seen watched = watchdog.seen();
        counts.merge(OrderStatus.RECEIVED, (long) Math.max(0, working - moving.size()), Long::sum);
        synchronized (ends) {
            counts.putAll(ended);
            while (!ends.isEmpty() && ends.peekFirst().at().isBefore(now.minus(TIMES_OVER))) {
                ends.removeFirst();
            }
            long[] times = ends.stream().mapToLong(End::tookMillis).sorted().toArray();
            long lately = ends.stream().filter(end -> end.at().isAfter(now.minus(RATE_OVER))).count();
            List<StatusCount> statuses = Arrays.stream(OrderStatus.values()).map(status -> new StatusCount(status, counts.getOrDefault(status, 0L))).toList();
            return Body.of(new Told(copy, now, working, toResume.backlog(), watched.stuck(), watched.since(), statuses, ended.values().stream().mapToLong(Long::longValue).sum(),
                    lately / (double) RATE_OVER.toSeconds(), share(times, 0.50), share(times, 0.95), patience.retries(), breakers.trips(),
                    breakers.states(), systems.lamps(), proof.told()));
        }
    }

    /** An order that has ended, that another copy took or that rests moves here no more. */
    private void forgetThoseThatLeft() {
        moving.keySet().removeIf(orderId -> !inFlight.contains(orderId));
    }

    private static Optional<Long> share(long[] sorted, double share) {
        return sorted.length == 0 ? Optional.empty() : Optional.of(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
