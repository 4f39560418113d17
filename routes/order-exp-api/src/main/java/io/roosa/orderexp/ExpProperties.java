package io.roosa.orderexp;

/** The names under which a request's exchange carries what is not its body. */
final class ExpProperties {

    static final String ORDER_ID = "orderId";
    static final String CORRELATION_ID = "correlationId";

    /** Set where the order of a repeated request is under way already, and need not be persisted again. */
    static final String UNDER_WAY = "underWay";

    private ExpProperties() {
    }
}
