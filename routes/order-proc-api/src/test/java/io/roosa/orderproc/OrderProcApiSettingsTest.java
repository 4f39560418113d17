package io.roosa.orderproc;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.StartFailure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderProcApiSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "order-proc-api.heartbeat.ttl|99ms|at least twice order-proc-api.heartbeat.every (50ms)",
        "order-proc-api.heartbeat.every|1ms|at least 10ms",
        "order-proc-api.recovery.every|0s|at least 10ms",
        "order-proc-api.max-in-flight|0|a whole number from 1",
        "order-proc-api.max-in-hand|0|a whole number from 1",
        "order-proc-api.payment.breaker.failure-rate|0|a share above 0",
        "order-proc-api.payment.breaker.failure-rate|1.1|a share from 0 to 1",
        "order-proc-api.payment.breaker.minimum-calls|21|a whole number from 1 to 20",
        "order-proc-api.payment.breaker.window|0|a whole number from 1 to 10000",
        "order-proc-api.payment.breaker.probes|0|a whole number from 1",
        "order-proc-api.shipping.timeout|3|a length of time with its unit",
        "order-proc-api.shipping.attempts|0|a whole number from 1",
        "order-proc-api.inventory.backoff-max|1ms|at least 20ms",
        "order-proc-api.inventory.deadline|soon|a length of time with its unit",
        "order-proc-api.reverse-on-shipping-failure|maybe|one of true, false",
        "payment-sys-api.url|payment|a URL with host and port"})
    void a_wrong_setting_stops_the_start_and_is_told_with_its_value_and_what_was_expected(String property, String value, String expected) {
        Map<String, String> overrides = new HashMap<>(Map.of("order-proc-api.heartbeat.every", "50ms", "order-status-store.component", "infinispan",
                "order-status-store.url", "127.0.0.1:1", "inventory-sys-api.url", "http://127.0.0.1:1", "payment-sys-api.url", "http://127.0.0.1:1",
                "shipping-sys-api.url", "http://127.0.0.1:1"));
        overrides.put(property, value);

        assertThatThrownBy(() -> OrderProcApi.application().start(Environment.named("test"), overrides, Map.of())).isInstanceOf(StartFailure.class)
                .hasMessageContaining(property + " = " + value).hasMessageContaining(expected);
    }
}
