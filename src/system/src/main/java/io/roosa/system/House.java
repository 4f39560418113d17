package io.roosa.system;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import io.roosa.inventory.InventorySysApi;
import io.roosa.orderexp.OrderExpApi;
import io.roosa.orderproc.OrderProcApi;
import io.roosa.payment.PaymentSysApi;
import io.roosa.shipping.ShippingSysApi;
import io.roosa.statusstore.OrderStatusStoreApplication;

/** The six applications, started together and stopped together: nothing else is touched. */
public sealed interface House permits AllInOne, SixProcesses {

    /** Keeps every order's status and journal. */
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
    List<Part> PARTS = List.of(
            new Part(EXPERIENCE, Path.of("routes/order-exp-api/target/order-exp-api.jar"), OrderExpApi::application),
            new Part(PROCESS, Path.of("routes/order-proc-api/target/order-proc-api.jar"), OrderProcApi::application),
            new Part(INVENTORY, Path.of("mocks/inventory-sys-api/target/inventory-sys-api.jar"), InventorySysApi::application),
            new Part(PAYMENT, Path.of("mocks/payment-sys-api/target/payment-sys-api.jar"), PaymentSysApi::application),
            new Part(SHIPPING, Path.of("mocks/shipping-sys-api/target/shipping-sys-api.jar"), ShippingSysApi::application),
            new Part(STORE, Path.of("status-store/target/order-status-store.jar"), OrderStatusStoreApplication::application));

    /**
     * Starts all six.
     *
     * @param ready is told of each application as soon as it serves, on any thread
     * @throws NotReady where not all of them do; its message says which, and why
     */
    void start(Consumer<Part> ready);

    /** Stops what was started, gracefully; what has not been started yet will not be. */
    void stop();

    /** Where others reach one of the six. */
    String address(Part part);

    /** The files that the applications' log lines go to. */
    List<Path> logs();
}
