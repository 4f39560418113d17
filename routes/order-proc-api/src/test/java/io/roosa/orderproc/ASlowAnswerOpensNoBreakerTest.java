package io.roosa.orderproc;

import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Resilience4j takes calls of more than a minute for failures of their own kind unless it is told otherwise. */
class ASlowAnswerOpensNoBreakerTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("inventory.timeout", "10m", "inventory.deadline", "20m", "inventory.breaker.window", "20",
            "inventory.breaker.minimum-calls", "10");

    @Test
    void answers_that_come_within_the_timeout_leave_the_breaker_closed_however_long_they_take() {
        CircuitBreaker breaker = PROCESS.breaker("inventory");

        for (int call = 0; call < 20; call++) {
            breaker.onSuccess(10, TimeUnit.MINUTES);
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }
}
