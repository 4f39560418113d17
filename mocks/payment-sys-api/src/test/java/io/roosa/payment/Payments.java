package io.roosa.payment;

/** Requests for the tests of this mock. */
final class Payments {

    static final String CHARGE = "/payment/charge";
    static final String REVERSAL = "/payment/reversal";
    static final String TOKEN = "tok_4f9d2c7b";

    private Payments() {
    }

    static String charge(String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"amount\":\"65.80\",\"currency\":\"EUR\",\"token\":\"" + TOKEN + "\"}";
    }

    static String reversal(String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"reason\":\"NOT_SHIPPABLE\"}";
    }
}
