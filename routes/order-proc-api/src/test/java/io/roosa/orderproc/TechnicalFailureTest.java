package io.roosa.orderproc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.RuntimeCamelException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.store.StoreFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TechnicalFailureTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @ParameterizedTest
    @MethodSource("neverConnected")
    void a_call_that_never_connected_has_surely_done_nothing(Throwable thrown) {
        TechnicalFailure failure = TechnicalFailure.of(thrown, TIMEOUT.plusMillis(1), TIMEOUT);

        assertThat(failure.reason()).isEqualTo("UNREACHABLE");
        assertThat(failure.surelyNotDone()).isTrue();
    }

    @Test
    void a_connection_that_broke_before_the_time_was_up_leaves_the_outcome_unknown() {
        for (IOException thrown : List.of(new SocketException("Connection reset"), new NoHttpResponseException("failed to respond"))) {
            TechnicalFailure failure = TechnicalFailure.of(thrown, Duration.ofMillis(10), TIMEOUT);

            assertThat(failure.reason()).isEqualTo("CONNECTION_LOST");
            assertThat(failure.surelyNotDone()).isFalse();
        }
    }

    @Test
    void a_connection_that_broke_when_the_time_was_up_was_cut_by_us_and_is_a_timeout() {
        TechnicalFailure failure = TechnicalFailure.of(new SocketException("Socket closed"), TIMEOUT, TIMEOUT);

        assertThat(failure.reason()).isEqualTo("TIMEOUT");
        assertThat(failure.surelyNotDone()).isFalse();
    }

    @Test
    void a_timeout_is_an_unknown_outcome() {
        TechnicalFailure failure = TechnicalFailure.of(new SocketTimeoutException("Read timed out"), Duration.ofMillis(10), TIMEOUT);

        assertThat(failure.reason()).isEqualTo("TIMEOUT");
        assertThat(failure.surelyNotDone()).isFalse();
    }

    @Test
    void a_failure_is_known_through_camels_wrapping() {
        TechnicalFailure failure = TechnicalFailure.of(new RuntimeCamelException(new ConnectException("refused")), Duration.ZERO, TIMEOUT);

        assertThat(failure.reason()).isEqualTo("UNREACHABLE");
    }

    @Test
    void a_failure_of_the_store_or_of_our_own_is_not_taken_for_one_of_the_system() {
        for (RuntimeException ours : List.of(StoreInMemory.outOfReach(), new IllegalStateException("ours"))) {
            assertThatThrownBy(() -> TechnicalFailure.of(ours, Duration.ZERO, TIMEOUT)).isInstanceOf(IllegalArgumentException.class).hasCause(ours);
        }
        assertThat(StoreFailure.isBehind(StoreInMemory.outOfReach())).isTrue();
    }

    static Stream<Throwable> neverConnected() {
        return Stream.of(new ConnectException("refused"), new ConnectTimeoutException("too slow"), new UnknownHostException("nowhere"),
                new NoRouteToHostException("no way"), new ConnectionRequestTimeoutException("no place"));
    }
}
