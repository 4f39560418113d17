package io.roosa.payment;

/**
 * The order's money was taken.
 *
 * @param orderId the order
 * @param chargeId names the charge
 * @param amount what was taken
 * @param currency as of ISO 4217
 */
record ChargeReceipt(String orderId, String chargeId, String amount, String currency) {
}
