package io.roosa.orderproc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptsTest {

    private static final long SEED = 20261123;

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T10:15:30Z"));

    @Test
    void each_wait_is_drawn_evenly_from_nothing_to_twice_the_bound_of_the_wait_before_and_never_over_the_most() {
        long[] bounds = {200, 400, 800, 1600, 2000, 2000};
        long[] longest = new long[bounds.length];
        long[] shortest = {9999, 9999, 9999, 9999, 9999, 9999};
        RandomGenerator random = new Random(SEED);

        for (int order = 0; order < 2_000; order++) {
            Attempts attempts = new Attempts(policy(100, Duration.ofHours(1)), clock, random);
            for (int failure = 0; failure < bounds.length; failure++) {
                attempts.begin();
                long wait = attempts.failed(unavailable(0)).orElseThrow().toMillis();
                longest[failure] = Math.max(longest[failure], wait);
                shortest[failure] = Math.min(shortest[failure], wait);
            }
        }

        for (int failure = 0; failure < bounds.length; failure++) {
            assertThat(longest[failure]).as("longest wait %d, seed %d", failure, SEED).isBetween(bounds[failure] * 98 / 100, bounds[failure]);
            assertThat(shortest[failure]).as("shortest wait %d, seed %d", failure, SEED).isBetween(0L, bounds[failure] * 2 / 100);
        }
    }

    @Test
    void a_hundred_failures_do_not_overflow_the_wait() {
        Attempts attempts = attempts(1_000, Duration.ofHours(1));

        List<Duration> waits = new ArrayList<>();
        for (int failure = 0; failure < 100; failure++) {
            attempts.begin();
            waits.add(attempts.failed(unavailable(0)).orElseThrow());
        }

        assertThat(waits).allMatch(wait -> !wait.isNegative() && wait.toMillis() <= 2_000);
    }

    @Test
    void the_last_attempt_is_followed_by_no_wait() {
        Attempts attempts = attempts(2, Duration.ofHours(1));

        attempts.begin();
        Optional<Duration> first = attempts.failed(unavailable(0));
        attempts.begin();
        Optional<Duration> second = attempts.failed(unavailable(0));

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(attempts.calls()).isEqualTo(2);
        assertThat(attempts.nextRetryAt()).isEmpty();
    }

    @Test
    void a_call_that_the_breaker_refuses_is_no_attempt() {
        Attempts attempts = attempts(2, Duration.ofHours(1));

        for (int refusal = 0; refusal < 50; refusal++) {
            attempts.begin();
            assertThat(attempts.failed(refusedByBreaker())).isPresent();
        }

        assertThat(attempts.calls()).isZero();
    }

    @Test
    void a_breaker_that_stays_open_ends_the_step_at_its_deadline() {
        Attempts attempts = attempts(2, Duration.ofSeconds(30));
        Instant began = clock.instant();

        Optional<Duration> wait = Optional.of(Duration.ZERO);
        while (wait.isPresent()) {
            clock.moves(wait.get().plusMillis(1));
            attempts.begin();
            wait = attempts.failed(refusedByBreaker());
        }

        assertThat(Duration.between(began, clock.instant())).isBetween(Duration.ofSeconds(28), Duration.ofSeconds(30));
        assertThat(attempts.gaveUp()).isEqualTo(new Answer.GaveUp("BREAKER_OPEN", true));
    }

    @Test
    void the_time_that_a_system_asks_for_is_given() {
        Attempts attempts = attempts(4, Duration.ofSeconds(30));
        attempts.begin();

        Optional<Duration> wait = attempts.failed(unavailable(7));

        assertThat(wait).contains(Duration.ofSeconds(7));
        assertThat(attempts.nextRetryAt()).contains(clock.instant().plusSeconds(7));
    }

    @Test
    void a_system_that_asks_for_more_time_than_is_left_ends_the_step() {
        Attempts attempts = attempts(4, Duration.ofSeconds(30));
        clock.moves(Duration.ofSeconds(25));
        attempts.begin();

        Optional<Duration> wait = attempts.failed(unavailable(7));

        assertThat(wait).isEmpty();
    }

    @Test
    void one_call_of_unknown_outcome_makes_the_whole_step_uncertain() {
        Attempts attempts = attempts(4, Duration.ofSeconds(30));

        attempts.begin();
        attempts.failed(TechnicalFailure.brokenAnswer());
        attempts.begin();
        attempts.failed(unavailable(0));

        assertThat(attempts.gaveUp()).isEqualTo(new Answer.GaveUp("UNAVAILABLE", false));
    }

    private Attempts attempts(int most, Duration deadline) {
        return new Attempts(policy(most, deadline), clock, new Random(SEED));
    }

    private static StepPolicy policy(int attempts, Duration deadline) {
        return new StepPolicy("payment", Duration.ofSeconds(3), attempts, Duration.ofMillis(200), Duration.ofSeconds(2), deadline, Duration.ofSeconds(5),
                CircuitBreakerConfig.ofDefaults());
    }

    private static TechnicalFailure unavailable(int retryAfter) {
        return TechnicalFailure.ofStatus(503, Duration.ofSeconds(retryAfter));
    }

    private static TechnicalFailure refusedByBreaker() {
        CallNotPermittedException refusal = CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("payment-sys-api"));
        return TechnicalFailure.of(refusal, Duration.ZERO, Duration.ofSeconds(3));
    }
}
