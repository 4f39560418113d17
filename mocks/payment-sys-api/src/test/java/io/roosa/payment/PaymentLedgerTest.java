package io.roosa.payment;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.failuremodes.RunningMock;

import static org.assertj.core.api.Assertions.assertThat;

class PaymentLedgerTest {

    @TempDir
    private Path books;

    @Test
    void after_a_restart_the_books_are_the_same_and_a_charged_key_stays_charged() {
        String charged = RunningMock.newOrder();
        String reversed = RunningMock.newOrder();
        RunningMock.Answer receipt;
        RunningMock.Answer before;
        try (RunningMock mock = RunningMock.start(PaymentSysApi.application(), books, Map.of())) {
            receipt = mock.postWithKey(Payments.CHARGE, Payments.charge(charged), charged);
            mock.post(Payments.REVERSAL, Payments.reversal(reversed));
            before = mock.get("/payment/ledger");
        }

        try (RunningMock mock = RunningMock.start(PaymentSysApi.application(), books, Map.of())) {
            assertThat(mock.get("/payment/ledger").body()).isEqualTo(before.body());
            assertThat(mock.postWithKey(Payments.CHARGE, Payments.charge(charged), charged).body()).isEqualTo(receipt.body());
            assertThat(mock.post(Payments.CHARGE, Payments.charge(reversed)).status()).isEqualTo(409);
            assertThat(mock.get("/payment/ledger").body().toString()).isEqualTo("{\"calls\":4,\"charges\":1,\"reversals\":1,\"netCharges\":1}");
        }
    }

    @Test
    void any_order_can_be_asked_for_and_what_is_no_order_id_is_not_found() {
        String unknown = RunningMock.newOrder();
        try (RunningMock mock = RunningMock.start(PaymentSysApi.application(), books, Map.of())) {
            RunningMock.Answer empty = mock.get("/payment/ledger/" + unknown);
            RunningMock.Answer none = mock.get("/payment/ledger/ledger");

            assertThat(empty.status()).isEqualTo(200);
            assertThat(empty.body().toString()).isEqualTo(
                    "{\"orderId\":\"" + unknown + "\",\"calls\":[],\"totals\":{\"charges\":0,\"reversals\":0,\"netCharges\":0}}");
            assertThat(none.status()).isEqualTo(404);
        }
    }
}
