package io.roosa.payment;

import io.roosa.failuremodes.OrderRequest;

/**
 * Asks for an order's money.
 *
 * @param orderId the order
 * @param amount a decimal above zero
 * @param currency as of ISO 4217
 * @param token stands for the card; it is never written down, in no ledger and no log line
 */
record Charge(String orderId, String amount, String currency, String token) implements OrderRequest {

    @Override
    public String toString() {
        return "Charge of " + amount + " " + currency + " for order " + orderId;
    }
}
