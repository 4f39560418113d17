package io.roosa.orderproc;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallsThroughTest {

    /** CVE-2026-40859: with that option a system could have any class of ours instantiated. */
    @ParameterizedTest
    @EnumSource
    void no_call_takes_a_java_object_for_an_answer(CallsThrough through) {
        assertThat(through.endpoint("http://127.0.0.1:8084/payment/charge", Duration.ofSeconds(3))).doesNotContainIgnoringCase("transferException");
    }

    @ParameterizedTest
    @EnumSource
    void every_call_has_a_timeout(CallsThrough through) {
        assertThat(through.endpoint("http://127.0.0.1:8084/payment/charge", Duration.ofSeconds(3))).containsIgnoringCase("timeout=3000");
    }
}
