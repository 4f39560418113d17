package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.Processor;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

/**
 * Counts what orders become and times what that took, as docs/metrics.md tells. No meter bears an order's id: their number does
 * not grow with the orders.
 */
public final class OrderMeters {

    private static final Duration[] TO_THE_END = seconds(1, 2, 5, 10, 20, 30, 60, 120, 300, 900);
    private static final Duration[] ATTEMPT = {Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
        Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(10)};

    /** How calls usually end. A series that is born with its first failure would hide that failure from Prometheus' rate. */
    private static final List<String> OUTCOMES = List.of("done", "refused", "unavailable", "timeout", "connection_lost", "unreachable", "breaker_open");

    private final MeterRegistry meters;
    private final Map<OrderStatus, Counter> transitions = new EnumMap<>(OrderStatus.class);
    private final Map<OrderStatus, Timer> ends = new EnumMap<>(OrderStatus.class);
    private final Map<Attempt, Timer> attempts = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Attempt(String call, String outcome) {
    }

    /**
     * @param meters where they are kept
     * @param clock tells the time
     */
    public OrderMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        for (OrderStatus status : OrderStatus.values()) {
            if (status != OrderStatus.RECEIVED) {
                transitions.put(status, transitionsTo(status));
            }
            if (status.isTerminal()) {
                ends.put(status, toTheEnd(status));
            }
        }
        for (String call : List.of("checkInventory", "chargePayment", "createShipment", "reversePayment")) {
            OUTCOMES.forEach(outcome -> attempts(call, outcome));
        }
    }

    /** Shows how many orders this copy works on, how many it could, how many wait for a copy, and how many make no progress anywhere. */
    public void watch(OrdersInFlight inFlight, OrdersToResume toResume, Watchdog watchdog) {
        Gauge.builder("roosa.orders.in.flight", inFlight, OrdersInFlight::count).description("Orders that this copy works on").register(meters);
        Gauge.builder("roosa.orders.in.hand", inFlight, OrdersInFlight::inHand).description("Of those, orders that were handed over and do not wait for a system").register(meters);
        Gauge.builder("roosa.orders.places", inFlight, OrdersInFlight::places).description("Orders that this copy could take up besides").register(meters);
        Gauge.builder("roosa.orders.backlog", toResume, OrdersToResume::backlog).description("Orders that no copy worked on when this one last looked")
                .register(meters);
        Gauge.builder("roosa.orders.stuck", watchdog, watching -> watching.seen().stuck())
                .description("Orders without progress for longer than their step may take, as this copy last looked").register(meters);
    }

    /** Takes note of the transitions that were just written to the order's journal. */
    Processor moved() {
        return exchange -> {
            OrderJournal order = exchange.getMessage().getBody(OrderJournal.class);
            for (Transition transition : StatusWrites.next(exchange)) {
                transitions.get(transition.status()).increment();
                if (transition.status().isTerminal()) {
                    ends.get(transition.status()).record(Duration.between(order.acceptedAt(), clock.instant()));
                }
            }
        };
    }

    /**
     * Takes note of one attempt.
     *
     * @param operation the call, such as {@code chargePayment}
     * @param outcome done, refused, or the reason of the failure in small letters
     * @param took from its beginning to its outcome
     */
    void attempted(String operation, String outcome, Duration took) {
        attempts.computeIfAbsent(new Attempt(operation, outcome), attempt -> attempts(attempt.call(), attempt.outcome().toLowerCase(Locale.ROOT))).record(took);
    }

    private Timer attempts(String call, String outcome) {
        return Timer.builder("roosa.attempts").description("Calls to the systems below, each try by itself; one that the breaker refuses never left")
                .tags("call", call, "outcome", outcome).serviceLevelObjectives(ATTEMPT).register(meters);
    }

    private Counter transitionsTo(OrderStatus status) {
        return Counter.builder("roosa.orders.transitions").description("Orders that came to this status").tag("status", status.name()).register(meters);
    }

    private Timer toTheEnd(OrderStatus status) {
        return Timer.builder("roosa.orders.duration").description("From acceptance to the end").tag("status", status.name())
                .serviceLevelObjectives(TO_THE_END).register(meters);
    }

    private static Duration[] seconds(int... seconds) {
        return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
    }
}
