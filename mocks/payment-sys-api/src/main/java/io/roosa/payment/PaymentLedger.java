package io.roosa.payment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.roosa.failuremodes.Ledger;

/**
 * What the calls of all orders came to.
 *
 * @param calls how many there were
 * @param totals what they came to
 */
record PaymentLedger(long calls, @JsonUnwrapped PaymentTotals totals) {

    static PaymentLedger of(Ledger ledger) {
        return new PaymentLedger(ledger.calls(), ledger.sum(PaymentTotals.NONE, PaymentTotals::plus));
    }
}
