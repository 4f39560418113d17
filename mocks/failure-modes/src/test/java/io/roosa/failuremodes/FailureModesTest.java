package io.roosa.failuremodes;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class FailureModesTest {

    private static final Map<String, String> RIGHT = Map.of("failure-rate", "0.4", "technical-share", "0.5", "latency-min", "200ms", "latency-max", "1s",
            "timeout-rate", "0.05", "timeout-delay", "30s");

    @ParameterizedTest
    @CsvSource({"failure-rate, 1.5", "failure-rate, -0.1", "technical-share, half", "timeout-rate, 2", "timeout-delay, 30", "latency-max, 100ms",
            "latency-max, 25h", "timeout-delay, 2d"})
    void a_wrong_setting_is_told_with_its_property_and_value(String property, String value) {
        Settings settings = settings(property, value);

        assertThatThrownBy(() -> FailureModes.of(settings, "mock")).isInstanceOf(WrongSetting.class)
                .hasMessageStartingWith("mock." + property + " = " + value + "\n  expected: ");
    }

    @Test
    void without_a_timeout_rate_no_call_times_out() {
        Settings settings = new Settings(property -> Optional.ofNullable(RIGHT.get(property.substring(5))).filter(value -> !property.contains("timeout")));

        assertThat(FailureModes.of(settings, "mock").timeoutRate()).isZero();
    }

    @Test
    void what_is_left_out_goes_back_to_the_properties() throws IOException {
        CurrentFailureModes modes = new CurrentFailureModes(FailureModes.of(settings("seed", ""), "mock"));
        modes.set(Json.MAPPER.readTree("{\"failureRate\":1,\"latencyMax\":\"5s\"}"));

        FailureModes now = modes.set(Json.MAPPER.readTree("{\"mode\":\"DOWN\",\"timeoutDelay\":\"90s\"}"));

        assertThat(Json.MAPPER.valueToTree(now).toString()).isEqualTo("{\"mode\":\"DOWN\",\"failureRate\":0.4,\"technicalShare\":0.5,\"latencyMin\":\"200ms\","
                + "\"latencyMax\":\"1s\",\"timeoutRate\":0.05,\"timeoutDelay\":\"90s\"}");
    }

    @Test
    void latencies_out_of_order_change_nothing() throws IOException {
        CurrentFailureModes modes = new CurrentFailureModes(FailureModes.of(settings("seed", ""), "mock"));
        FailureModes before = modes.now();

        assertThatThrownBy(() -> modes.set(Json.MAPPER.readTree("{\"latencyMin\":\"2s\"}"))).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().errors()).extracting("pointer").containsExactly("/latencyMax"));

        assertThat(modes.now()).isEqualTo(before);
    }

    @Test
    void a_reset_ends_what_hangs() throws IOException {
        CurrentFailureModes modes = new CurrentFailureModes(FailureModes.of(settings("seed", ""), "mock"));
        modes.set(Json.MAPPER.readTree("{\"mode\":\"HANG\"}"));
        CurrentFailureModes.Spell hanging = modes.spell();

        modes.reset();

        assertThat(hanging.over()).isCompleted();
        assertThat(modes.now().mode()).isEqualTo(FailureMode.NORMAL);
    }

    @Test
    void what_is_set_for_a_time_heals_by_itself_and_ends_what_hangs() throws IOException {
        CurrentFailureModes modes = new CurrentFailureModes(FailureModes.of(settings("seed", ""), "mock"));
        FailureModes ofProperties = modes.now();

        modes.set(Json.MAPPER.readTree("{\"mode\":\"HANG\",\"healAfter\":\"20ms\"}"));
        CurrentFailureModes.Spell hanging = modes.spell();

        await().untilAsserted(() -> assertThat(hanging.over()).isCompleted());
        assertThat(modes.now()).isEqualTo(ofProperties);
    }

    @Test
    void what_was_set_anew_meanwhile_is_not_healed_by_what_was_set_before() throws Exception {
        CurrentFailureModes modes = new CurrentFailureModes(FailureModes.of(settings("seed", ""), "mock"));
        modes.set(Json.MAPPER.readTree("{\"mode\":\"HANG\",\"healAfter\":\"20ms\"}"));
        modes.set(Json.MAPPER.readTree("{\"mode\":\"DOWN\"}"));
        CompletableFuture<Void> later = new CompletableFuture<>();

        CompletableFuture.delayedExecutor(60, TimeUnit.MILLISECONDS).execute(() -> later.complete(null));
        later.get(10, TimeUnit.SECONDS);

        assertThat(modes.now().mode()).isEqualTo(FailureMode.DOWN);
    }

    private static Settings settings(String property, String value) {
        Map<String, String> all = new HashMap<>(RIGHT);
        all.put(property, value);
        return new Settings(asked -> Optional.ofNullable(all.get(asked.substring("mock.".length()))));
    }
}
