package io.roosa.payment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.failuremodes.RunningMock;
import io.roosa.shared.app.StartFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PaymentFailureModesTest {

    @TempDir
    private Path books;

    private final String order = RunningMock.newOrder();

    @Test
    void a_call_that_hangs_is_answered_when_the_mode_changes_and_took_no_effect() {
        try (RunningMock mock = start(Map.of())) {
            mock.misbehave("{\"mode\":\"HANG\"}");
            CompletableFuture<RunningMock.Answer> hung = mock.sendWithKey(Payments.CHARGE, Payments.charge(order), order);
            Awaitility.await().until(() -> calls(mock).size() == 1);
            boolean answeredWhileHanging = hung.isDone();

            mock.behave();

            assertThat(hung.join().status()).isEqualTo(503);
            assertThat(answeredWhileHanging).isFalse();
            assertThat(calls(mock).at("/0/late").asBoolean()).isTrue();
            assertThat(mock.get("/payment/ledger").body().at("/charges").asInt()).isZero();
        }
    }

    @Test
    void who_is_told_to_stop_answers_what_it_holds() {
        CompletableFuture<RunningMock.Answer> held;
        try (RunningMock mock = start(Map.of("latency-min", "15s", "latency-max", "15s"))) {
            held = mock.sendWithKey(Payments.CHARGE, Payments.charge(order), order);
            Awaitility.await().until(() -> calls(mock).size() == 1);
        }

        int status = held.join().status();

        assertThat(status).isEqualTo(200);
    }

    @Test
    void an_answer_that_is_lost_has_charged_and_the_same_key_gets_it_later() {
        try (RunningMock mock = start(Map.of("failure-rate", "1"))) {
            mock.misbehave("{\"mode\":\"LOST_ANSWER\"}");

            assertThatThrownBy(() -> mock.postWithKey(Payments.CHARGE, Payments.charge(order), order)).hasCauseInstanceOf(IOException.class);

            mock.behave();
            assertThat(mock.postWithKey(Payments.CHARGE, Payments.charge(order), order).status()).isEqualTo(200);
            assertThat(calls(mock).at("/0/outcome").asText()).isEqualTo("CHARGED");
            assertThat(calls(mock).at("/0/answer").isNull()).isTrue();
            assertThat(calls(mock).at("/1/outcome").asText()).isEqualTo("REPEATED");
            assertThat(mock.get("/payment/ledger").body().at("/charges").asInt()).isEqualTo(1);
        }
    }

    @Test
    void half_of_the_calls_that_time_out_have_charged_at_once_and_all_are_answered_late() {
        try (RunningMock mock = start(Map.of("timeout-rate", "1", "timeout-delay", "2s", "seed", "42"))) {
            long began = System.nanoTime();
            List<CompletableFuture<RunningMock.Answer>> answers = IntStream.range(0, 200)
                    .mapToObj(n -> RunningMock.newOrder())
                    .map(any -> mock.sendWithKey(Payments.CHARGE, Payments.charge(any), any)).toList();

            List<Integer> statuses = answers.stream().map(answer -> answer.join().status()).toList();

            assertThat(System.nanoTime() - began).isGreaterThan(2_000_000_000L);
            long charged = mock.get("/payment/ledger").body().at("/charges").asLong();
            assertThat(charged).as("seed 42").isBetween(80L, 120L);
            assertThat(statuses).containsOnly(200, 503);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize((int) charged);
        }
    }

    @Test
    void the_same_seed_gives_the_same_answers() {
        Map<String, String> settings = Map.of("failure-rate", "0.4", "technical-share", "0.5", "seed", "7");
        try (RunningMock mock = start(settings); RunningMock twin = RunningMock.start(PaymentSysApi.application(), books.resolve("twin"), settings)) {
            List<Integer> answers = twentyCharges(mock);

            List<Integer> same = twentyCharges(twin);

            assertThat(same).isEqualTo(answers).contains(200).contains(402).contains(503);
        }
    }

    @Test
    void the_modes_are_read_set_and_reset_and_nonsense_is_refused() {
        try (RunningMock mock = start(Map.of("failure-rate", "0.4"))) {
            RunningMock.Answer set = mock.misbehave("{\"mode\":\"DOWN\",\"timeoutRate\":0.5}");
            RunningMock.Answer outOfOrder = mock.misbehave("{\"latencyMin\":\"3s\",\"latencyMax\":\"2s\"}");
            RunningMock.Answer noShare = mock.misbehave("{\"failureRate\":1.5}");
            RunningMock.Answer read = mock.get("/failure-modes");

            RunningMock.Answer reset = mock.behave();

            assertThat(set.body()).isEqualTo(read.body());
            assertThat(set.at("/mode")).isEqualTo("DOWN");
            assertThat(set.body().at("/failureRate").asDouble()).isEqualTo(0.4);
            assertThat(outOfOrder.status()).isEqualTo(422);
            assertThat(outOfOrder.at("/errors/0/pointer")).isEqualTo("/latencyMax");
            assertThat(noShare.status()).isEqualTo(422);
            assertThat(reset.body().toString()).isEqualTo("{\"mode\":\"NORMAL\",\"failureRate\":0.4,\"technicalShare\":0.0,\"latencyMin\":\"0s\","
                    + "\"latencyMax\":\"0s\",\"timeoutRate\":0.0,\"timeoutDelay\":\"1s\"}");
        }
    }

    @Test
    void nobody_breaks_it_in_another_environment_than_dev_and_test() {
        try (RunningMock mock = RunningMock.start(PaymentSysApi.application(), "stage", books, Map.of())) {
            assertThat(mock.get("/failure-modes").status()).isEqualTo(404);
            assertThat(mock.misbehave("{\"mode\":\"DOWN\"}").status()).isEqualTo(404);
            assertThat(mock.behave().status()).isEqualTo(404);
            assertThat(mock.post(Payments.CHARGE, Payments.charge(order)).status()).isEqualTo(200);
        }
    }

    @Test
    void a_wrong_rate_keeps_it_from_starting() {
        assertThatThrownBy(() -> start(Map.of("failure-rate", "1.5"))).isInstanceOf(StartFailure.class)
                .hasMessageContaining("payment-sys-api.failure-rate = 1.5\n  expected: a share from 0 to 1");
    }

    private RunningMock start(Map<String, String> settings) {
        return RunningMock.start(PaymentSysApi.application(), books, settings);
    }

    private JsonNode calls(RunningMock mock) {
        return mock.get("/payment/ledger/" + order).body().at("/calls");
    }

    private static List<Integer> twentyCharges(RunningMock mock) {
        return IntStream.range(0, 20).mapToObj(n -> mock.post(Payments.CHARGE, Payments.charge(RunningMock.newOrder())).status()).toList();
    }
}
