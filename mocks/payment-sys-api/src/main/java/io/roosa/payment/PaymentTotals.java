package io.roosa.payment;

import java.util.List;

import io.roosa.failuremodes.LedgerCall;

/**
 * What the calls of one order came to, or those of many.
 *
 * @param charges how often money was taken
 * @param reversals how often it was given back, or a charge blocked before it arrived
 * @param netCharges charges that were not given back
 */
record PaymentTotals(long charges, long reversals, long netCharges) {

    static final PaymentTotals NONE = new PaymentTotals(0, 0, 0);

    /** What the calls of one order came to: its reversal gives back every charge it had. */
    static PaymentTotals ofOrder(List<LedgerCall> calls) {
        long charges = calls.stream().filter(call -> call.took(PaymentRules.CHARGED)).count();
        boolean givenBack = calls.stream().anyMatch(call -> call.took(PaymentRules.REVERSED));
        long reversals = calls.stream().filter(call -> call.took(PaymentRules.REVERSED) || call.took(PaymentRules.CHARGE_BLOCKED)).count();
        return new PaymentTotals(charges, reversals, givenBack ? 0 : charges);
    }

    /** These and those of one order more. */
    PaymentTotals plus(List<LedgerCall> ofOrder) {
        PaymentTotals more = ofOrder(ofOrder);
        return new PaymentTotals(charges + more.charges, reversals + more.reversals, netCharges + more.netCharges);
    }
}
