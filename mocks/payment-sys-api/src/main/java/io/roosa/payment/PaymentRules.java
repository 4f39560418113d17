package io.roosa.payment;

import java.util.List;
import java.util.Optional;

import io.roosa.failuremodes.Decision;
import io.roosa.failuremodes.LedgerCall;

/** How the payment provider decides on an order: it charges, unless it declines the card or the order has been reversed. */
final class PaymentRules {

    /** Money was taken. */
    static final String CHARGED = "CHARGED";

    /** Money was given back; no charge of the order will be taken any more. */
    static final String REVERSED = "REVERSED";

    /** There was no money to give back; a charge that is still under way will be refused. */
    static final String CHARGE_BLOCKED = "CHARGE_BLOCKED";

    private PaymentRules() {
    }

    static Decision charge(Charge charge, long number, boolean decline, List<LedgerCall> past) {
        if (reversalIn(past).isPresent()) {
            return Decision.refused(409, "CHARGE_REVERSED", "The charge was reversed before it arrived");
        }
        if (decline) {
            return Decision.refused(402, "PAYMENT_DECLINED", "The card was declined");
        }
        return Decision.done(CHARGED, new ChargeReceipt(charge.orderId(), String.format("ch-%06d", number), charge.amount(), charge.currency()));
    }

    /** A reversal is never refused: whoever asks for it has already promised the customer. */
    static Decision reverse(Reversal reversal, long number, boolean ignored, List<LedgerCall> past) {
        return reversalIn(past)
                .map(before -> Decision.repeated(receipt(reversal, before.number(), before.took(REVERSED))))
                .orElseGet(() -> {
                    boolean charged = past.stream().anyMatch(call -> call.took(CHARGED));
                    return Decision.done(charged ? REVERSED : CHARGE_BLOCKED, receipt(reversal, number, charged));
                });
    }

    private static Optional<LedgerCall> reversalIn(List<LedgerCall> past) {
        return past.stream().filter(call -> call.took(REVERSED) || call.took(CHARGE_BLOCKED)).findFirst();
    }

    private static ReversalReceipt receipt(Reversal reversal, long number, boolean charged) {
        return new ReversalReceipt(reversal.orderId(), String.format("rv-%06d", number), charged);
    }
}
