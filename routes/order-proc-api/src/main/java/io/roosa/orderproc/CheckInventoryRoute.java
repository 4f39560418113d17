package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;

import static io.roosa.orderproc.Becoming.asking;
import static io.roosa.orderproc.Becoming.becomes;
import static io.roosa.orderproc.Becoming.done;
import static io.roosa.orderproc.Becoming.gaveUp;
import static io.roosa.orderproc.Becoming.refused;
import static io.roosa.shared.order.OrderStatus.INVENTORY_CONFIRMED;
import static io.roosa.shared.order.OrderStatus.INVENTORY_FAILED;

/** Asks whether all that was ordered is there. */
public final class CheckInventoryRoute extends RouteBuilder {

    private final Patience patience;

    /** @param patience how often and how long it is asked */
    public CheckInventoryRoute(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void configure() {
        from("direct:checkInventory").routeId("checkInventory").routeConfigurationId("orders")
            .routeDescription("INVENTORY_CHECK_STARTED to INVENTORY_CONFIRMED or INVENTORY_FAILED")
            .process(patience.begin("inventory"))
            .setVariable("request", asking(InventoryCheck::of))
            .toV("direct:attemptCheckInventory", "request", ProcessProperties.ANSWER)
            .choice()
                .when(done()).process(becomes(INVENTORY_CONFIRMED))
                .when(refused()).process(becomes(INVENTORY_FAILED))
                .when(gaveUp()).process(becomes(INVENTORY_FAILED))
                .otherwise().throwException(new IllegalStateException("Neither an answer nor a failure of inventory-sys-api"))
            .end()
            .to("direct:recordStatus");
    }
}
