package io.roosa.orderproc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One breaker before each system below, shared by all calls to it. */
public final class Breakers {

    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final Map<CircuitBreaker, LongAdder> refusals = new LinkedHashMap<>();
    private final LongAdder trips = new LongAdder();

    /**
     * The breaker before one system.
     *
     * @param system the application behind it
     * @param state CLOSED, OPEN or HALF_OPEN
     * @param refused calls that it refused since this copy started
     * @param failureRate percent of the calls in its window that failed, -1 while there are too few to tell
     */
    record State(String system, String state, long refused, float failureRate) {
    }

    /** @param policies one for each step, whose system the breaker protects */
    public Breakers(Collection<StepPolicy> policies) {
        for (StepPolicy policy : policies) {
            LongAdder refused = new LongAdder();
            CircuitBreaker breaker = registry.circuitBreaker(policy.step() + "-sys-api", policy.breaker());
            breaker.getEventPublisher().onCallNotPermitted(event -> refused.increment());
            breaker.getEventPublisher().onStateTransition(event -> {
                if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                    trips.increment();
                }
                LOG.warn("The breaker before {} went from {} to {}", event.getCircuitBreakerName(), event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState());
            });
            refusals.put(breaker, refused);
        }
    }

    /** Shows their states and what they saw, by the names of Resilience4j. */
    void measuredBy(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }

    /** The breaker before the system of that step. */
    CircuitBreaker of(String step) {
        return refusals.keySet().stream().filter(breaker -> breaker.getName().equals(step + "-sys-api")).findFirst().orElseThrow();
    }

    /** How each of them stands. */
    List<State> states() {
        return refusals.entrySet().stream().map(entry -> new State(entry.getKey().getName(), entry.getKey().getState().name(), entry.getValue().sum(),
                entry.getKey().getMetrics().getFailureRate())).toList();
    }

    /** How often one of them opened since this copy started. */
    long trips() {
        return trips.sum();
    }
}
