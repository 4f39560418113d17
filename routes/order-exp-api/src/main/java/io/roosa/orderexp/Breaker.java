package io.roosa.orderexp;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/** The breakers that keep a silent neighbour from holding the threads that answer clients. */
final class Breaker {

    private Breaker() {
    }

    /** While it is open hand-overs are not even tried; the orders are found in the store. */
    static CircuitBreaker beforeOrderProcApi(CircuitBreakerRegistry breakers) {
        return breakers.circuitBreaker("order-proc-api", failingHalfOf(20, Duration.ofSeconds(1)));
    }

    /**
     * While it is open the last known statuses are answered at once, instead of each after the store's timeout. It tries anew
     * soon: an order of which nothing is known here cannot be answered meanwhile.
     */
    static CircuitBreaker beforeStore(CircuitBreakerRegistry breakers) {
        return breakers.circuitBreaker("order-status-store", failingHalfOf(10, Duration.ofMillis(250)));
    }

    /** Never opens: of the breaker it has only the bulkhead, for statuses that are asked past the one before the store. */
    static CircuitBreaker fewAtOnce() {
        CircuitBreaker alwaysClosed = CircuitBreaker.ofDefaults("few-at-once");
        alwaysClosed.transitionToDisabledState();
        return alwaysClosed;
    }

    private static CircuitBreakerConfig failingHalfOf(int calls, Duration openFor) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(calls / 2)
                .failureRateThreshold(50)
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(2)
                .build();
    }
}
