package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;

import static io.roosa.orderproc.Becoming.asking;
import static io.roosa.orderproc.Becoming.becomes;
import static io.roosa.orderproc.Becoming.becomesOwingReversal;
import static io.roosa.orderproc.Becoming.done;
import static io.roosa.orderproc.Becoming.gaveUp;
import static io.roosa.orderproc.Becoming.refused;
import static io.roosa.orderproc.Becoming.refusedFor;
import static io.roosa.shared.order.OrderStatus.PAYMENT_COMPLETED;
import static io.roosa.shared.order.OrderStatus.PAYMENT_FAILED;

/** Charges the order's total, once however often it is tried. */
public final class ChargePaymentRoute extends RouteBuilder {

    private final Patience patience;

    /** @param patience how often and how long it is asked */
    public ChargePaymentRoute(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void configure() {
        from("direct:chargePayment").routeId("chargePayment").routeConfigurationId("orders")
            .routeDescription("INVENTORY_CONFIRMED to PAYMENT_COMPLETED or PAYMENT_FAILED; a charge whose outcome is unknown is to be reversed")
            .process(patience.begin("payment"))
            .setVariable("request", asking(Charge::of))
            .toV("direct:attemptChargePayment", "request", ProcessProperties.ANSWER)
            .choice()
                .when(done()).process(becomes(PAYMENT_COMPLETED))
                .when(refusedFor("PAYMENT_DECLINED")).process(becomes(PAYMENT_FAILED))
                .when(refused()).process(becomesOwingReversal(PAYMENT_FAILED))
                .when(gaveUp()).process(becomesOwingReversal(PAYMENT_FAILED))
                .otherwise().throwException(new IllegalStateException("Neither an answer nor a failure of payment-sys-api"))
            .end()
            .to("direct:recordStatus");
    }
}
