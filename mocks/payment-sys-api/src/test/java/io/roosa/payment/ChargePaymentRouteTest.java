package io.roosa.payment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.failuremodes.RunningMock;

import static org.assertj.core.api.Assertions.assertThat;

class ChargePaymentRouteTest {

    @TempDir
    private static Path books;

    private static RunningMock mock;

    private final String order = RunningMock.newOrder();

    @BeforeAll
    static void start() {
        mock = RunningMock.start(PaymentSysApi.application(), books, Map.of());
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    @AfterEach
    void behave() {
        mock.behave();
    }

    @Test
    void a_charge_is_answered_with_its_receipt_and_stands_in_the_ledger() {
        RunningMock.Answer answer = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order + ":payment");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/orderId")).isEqualTo(order);
        assertThat(answer.at("/amount")).isEqualTo("65.80");
        assertThat(answer.headers().get("x-correlation-id")).containsExactly("test-1");
        RunningMock.Answer ledger = mock.get("/payment/ledger/" + order);
        assertThat(ledger.body().at("/totals").toString()).isEqualTo("{\"charges\":1,\"reversals\":0,\"netCharges\":1}");
        assertThat(ledger.at("/calls/0/operation")).isEqualTo("chargePayment");
        assertThat(ledger.at("/calls/0/idempotencyKey")).isEqualTo(order + ":payment");
        assertThat(ledger.at("/calls/0/correlationId")).isEqualTo("test-1");
        assertThat(ledger.at("/calls/0/outcome")).isEqualTo("CHARGED");
        assertThat(ledger.body().at("/calls/0/effect").asBoolean()).isTrue();
        assertThat(ledger.body().at("/calls/0/answer").asInt()).isEqualTo(200);
        assertThat(ledger.body().at("/calls/0/late").asBoolean(true)).isFalse();
    }

    @Test
    void a_declined_card_is_declined_again_for_the_same_key() {
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":0}");
        RunningMock.Answer first = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);
        mock.behave();

        RunningMock.Answer again = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);

        assertThat(first.status()).isEqualTo(402);
        assertThat(first.at("/code")).isEqualTo("PAYMENT_DECLINED");
        assertThat(first.headers().get("content-type")).containsExactly("application/problem+json");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void a_technical_failure_decides_nothing_so_the_same_key_may_charge_later() {
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":1}");
        RunningMock.Answer failed = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);
        mock.behave();

        RunningMock.Answer charged = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.headers().get("retry-after")).containsExactly("1");
        assertThat(charged.status()).isEqualTo(200);
    }

    @Test
    void a_key_that_was_charged_is_never_answered_with_a_failure_unless_all_is_down() {
        RunningMock.Answer charged = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":1}");

        RunningMock.Answer again = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);
        mock.misbehave("{\"mode\":\"DOWN\"}");
        RunningMock.Answer down = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);

        assertThat(again.body()).isEqualTo(charged.body());
        assertThat(down.status()).isEqualTo(503);
    }

    @Test
    void a_key_that_is_sent_fifty_times_at_once_is_charged_once() {
        List<CompletableFuture<RunningMock.Answer>> answers = IntStream.range(0, 50)
                .mapToObj(n -> mock.sendWithKey(Payments.CHARGE, Payments.charge(order), order)).toList();

        List<String> receipts = answers.stream().map(answer -> answer.join().at("/chargeId")).distinct().toList();

        assertThat(receipts).hasSize(1);
        RunningMock.Answer ledger = mock.get("/payment/ledger/" + order);
        assertThat(ledger.body().at("/calls")).hasSize(50);
        assertThat(ledger.body().at("/totals/charges").asInt()).isEqualTo(1);
    }

    @Test
    void without_a_key_each_call_charges() {
        mock.post(Payments.CHARGE, Payments.charge(order));
        mock.post(Payments.CHARGE, Payments.charge(order));

        assertThat(mock.get("/payment/ledger/" + order).body().at("/totals/charges").asInt()).isEqualTo(2);
    }

    @Test
    void the_card_token_is_written_down_nowhere() throws Exception {
        mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);

        assertThat(Files.readString(books.resolve("ledger.jsonl"))).contains(order).doesNotContain(Payments.TOKEN);
        assertThat(new Charge(order, "1", "EUR", Payments.TOKEN).toString()).doesNotContain(Payments.TOKEN);
    }
}
