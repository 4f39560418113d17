package io.roosa.orderproc;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallsThroughTest {

    private static final StepPolicy PATIENT = new StepPolicy("payment", Duration.ofSeconds(3), 4, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(60),
            Duration.ofSeconds(5), CircuitBreakerConfig.ofDefaults());

    /** CVE-2026-40859: with that option a system could have any class of ours instantiated. */
    @ParameterizedTest
    @EnumSource
    void no_call_takes_a_java_object_for_an_answer(CallsThrough through) {
        assertThat(through.endpoint("http://127.0.0.1:8084/payment/charge", PATIENT)).doesNotContainIgnoringCase("transferException");
    }

    @ParameterizedTest
    @EnumSource
    void every_call_has_a_timeout(CallsThrough through) {
        assertThat(through.endpoint("http://127.0.0.1:8084/payment/charge", PATIENT)).containsIgnoringCase("timeout=3000");
    }
}
