package io.roosa.inventory.planted;

import io.roosa.payment.PaymentSysApi;

/** Planted: what the architecture test must catch. */
public final class MockThatKnowsPayment {

    private final Class<?> known = PaymentSysApi.class;

    @Override
    public String toString() {
        return known.getName();
    }
}
