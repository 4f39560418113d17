package io.roosa.system;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The six applications, started together and stopped together: nothing else is touched. */
sealed interface House extends AutoCloseable permits AllInOne, SixProcesses {

    /** Where the status store's jar is; the others find it by themselves, in whatever order they start. */
    String STORE = "order-status-store";

    /** Where customers place orders. */
    String EXPERIENCE = "order-exp-api";

    /** What works on the orders. */
    String PROCESS = "order-proc-api";

    /** The warehouse. */
    String INVENTORY = "inventory-sys-api";

    /** The payment provider. */
    String PAYMENT = "payment-sys-api";

    /** The carrier. */
    String SHIPPING = "shipping-sys-api";

    /** All six, from the customer's side down. */
    List<Part> PARTS = List.of();

    /**
     * Starts all six.
     *
     * @param ready is told of each application as soon as it serves, on any thread
     * @throws NotReady where not all of them do; its message says which, and why
     */
    void start(Consumer<Part> ready);

    /** Stops what was started, gracefully. Answers whether there was still something to stop. */
    boolean stop();

    /** The files that the applications' log lines go to. */
    List<Path> logs();

    @Override
    default void close() {
        stop();
    }
}
