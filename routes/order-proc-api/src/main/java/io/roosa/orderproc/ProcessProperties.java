package io.roosa.orderproc;

/** The names under which an order's exchange carries what is not its body. */
final class ProcessProperties {

    static final String ORDER_ID = "orderId";
    static final String CORRELATION_ID = "correlationId";

    /** The journal entry as it stands in the store: what the next compare-and-set must find there. */
    static final String STORED = "storedJournal";

    /** The order as it was before the step's call took the body. */
    static final String ORDER = "order";

    static final String ATTEMPTS = "attempts";
    static final String TRY_AGAIN = "tryAgain";
    static final String ANSWER = "answer";

    /** The status that readers see. */
    static final String SHOWN = "shown";

    /** The transitions that stand in the journal, and that readers have still to see, one after the other. */
    static final String TO_SHOW = "toShow";

    /** The latest step forward, as the log tells it. */
    static final String TOLD = "told";

    private ProcessProperties() {
    }
}
