package io.roosa.payment;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.failuremodes.RunningMock;

import static org.assertj.core.api.Assertions.assertThat;

class ReversePaymentRouteTest {

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
    void a_reversal_gives_every_charge_of_the_order_back() {
        mock.post(Payments.CHARGE, Payments.charge(order));
        mock.post(Payments.CHARGE, Payments.charge(order));

        RunningMock.Answer reversal = mock.post(Payments.REVERSAL, Payments.reversal(order));

        assertThat(reversal.status()).isEqualTo(200);
        assertThat(reversal.body().at("/reversed").asBoolean()).isTrue();
        assertThat(totals()).isEqualTo("{\"charges\":2,\"reversals\":1,\"netCharges\":0}");
    }

    @Test
    void a_reversal_that_came_first_blocks_the_charge_that_comes_late() {
        RunningMock.Answer reversal = mock.post(Payments.REVERSAL, Payments.reversal(order));

        RunningMock.Answer late = mock.postWithKey(Payments.CHARGE, Payments.charge(order), order);

        assertThat(reversal.body().at("/reversed").asBoolean(true)).isFalse();
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/code")).isEqualTo("CHARGE_REVERSED");
        assertThat(totals()).isEqualTo("{\"charges\":0,\"reversals\":1,\"netCharges\":0}");
    }

    @Test
    void a_second_reversal_is_answered_like_the_first_and_changes_nothing() {
        mock.post(Payments.CHARGE, Payments.charge(order));
        RunningMock.Answer first = mock.post(Payments.REVERSAL, Payments.reversal(order));

        RunningMock.Answer second = mock.postWithKey(Payments.REVERSAL, Payments.reversal(order), order + ":reversal");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(totals()).isEqualTo("{\"charges\":1,\"reversals\":1,\"netCharges\":0}");
    }

    @Test
    void a_reversal_may_fail_technically_but_is_never_refused() {
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":1}");
        RunningMock.Answer failed = mock.post(Payments.REVERSAL, Payments.reversal(order));
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":0}");

        RunningMock.Answer done = mock.post(Payments.REVERSAL, Payments.reversal(order));

        assertThat(failed.status()).isEqualTo(503);
        assertThat(done.status()).isEqualTo(200);
    }

    private String totals() {
        return mock.get("/payment/ledger/" + order).body().at("/totals").toString();
    }
}
