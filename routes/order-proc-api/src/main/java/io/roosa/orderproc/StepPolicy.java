package io.roosa.orderproc;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;

/**
 * How patient one step is with its system (design section 5).
 *
 * @param step inventory, payment or shipping
 * @param timeout one attempt, from connect to last byte
 * @param attempts calls that really reach out
 * @param backoff the wait before the second attempt is drawn from 0 to this
 * @param backoffMax no wait is drawn from more than this
 * @param deadline the step as a whole, waiting for an open breaker included
 * @param rest how long an order rests in the store before the step is tried anew, where it may not fail
 * @param breaker when the breaker opens and closes
 */
public record StepPolicy(String step, Duration timeout, int attempts, Duration backoff, Duration backoffMax, Duration deadline, Duration rest,
        CircuitBreakerConfig breaker) {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** Reads {@code order-proc-api.<step>.*}. @throws WrongSetting where one of them is wrong */
    public static StepPolicy from(Settings settings, String step) {
        String prefix = "order-proc-api." + step + ".";
        Duration backoff = settings.duration(prefix + "backoff", SHORTEST);
        int window = settings.whole(prefix + "breaker.window", 1, 10_000);
        int minimum = settings.whole(prefix + "breaker.minimum-calls", 1, window);
        double failureRate = settings.share(prefix + "breaker.failure-rate");
        if (failureRate == 0) {
            throw new WrongSetting(prefix + "breaker.failure-rate", "0", "a share above 0: a breaker that opens without a failure would stop every order");
        }
        Duration timeout = settings.duration(prefix + "timeout", SHORTEST);
        CircuitBreakerConfig breaker = CircuitBreakerConfig.custom()
                // Else a breaker opens where all calls take more than a minute, though each is answered within its timeout.
                .slowCallDurationThreshold(timeout.multipliedBy(2))
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(window)
                .minimumNumberOfCalls(minimum)
                .failureRateThreshold((float) (failureRate * 100))
                .waitDurationInOpenState(settings.duration(prefix + "breaker.open-for", SHORTEST))
                .permittedNumberOfCallsInHalfOpenState(settings.whole(prefix + "breaker.probes", 1, 1_000))
                .build();
        return new StepPolicy(step, timeout, settings.whole(prefix + "attempts", 1, 1_000), backoff,
                settings.duration(prefix + "backoff-max", backoff), settings.duration(prefix + "deadline", SHORTEST),
                settings.duration(prefix + "rest", SHORTEST), breaker);
    }
}
