package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

/** Examines, while somebody watches, a few of the orders that have ended each second: what the systems' books say of them. */
public final class ProveOrdersRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:proveOrders?period=1000&delay=1000").routeId("proveOrders").errorHandler(noErrorHandler())
            .routeDescription("Reads the books on a few orders that have ended and holds the promises against them")
            .filter(method("board", "isWatched"))
                .setBody(method("proof", "next"))
                .split(body())
                    .to("direct:proveOrder")
                .end()
            .end();

        from("direct:proveOrder").routeId("proveOrder").errorHandler(noErrorHandler())
            .routeDescription("Judges one order by three ledgers and the status that everybody reads; what cannot be read now is judged later")
            .setProperty(ProcessProperties.ORDER, body())
            .setProperty(ProcessProperties.ORDER_ID, simple("${body.orderId}"))
            .doTry()
                .to("direct:readLedgers")
                .setHeader(InfinispanConstants.KEY, exchangeProperty(ProcessProperties.ORDER_ID))
                .to("{{order-status-store.component}}:order-status?operation=GET").id("readStatusToProve")
                .bean("proof", "judge")
            .endDoTry()
            .doCatch(Exception.class)
                .bean("proof", "later")
            .end();

        from("direct:readLedgers").routeId("readLedgers").errorHandler(noErrorHandler())
            .routeDescription("Reads what each system has in its books for one order")
            .process(asking()).to("{{inventory-sys-api.url}}/inventory/ledger?" + WatchSystemsRoute.QUICKLY).id("readInventoryLedger").bean("proof", "read")
            .process(asking()).to("{{payment-sys-api.url}}/payment/ledger?" + WatchSystemsRoute.QUICKLY).id("readPaymentLedger").bean("proof", "read")
            .process(asking()).to("{{shipping-sys-api.url}}/shipping/ledger?" + WatchSystemsRoute.QUICKLY).id("readShippingLedger").bean("proof", "read")
            .removeHeaders("*");
    }

    private static Processor asking() {
        return exchange -> {
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(null);
            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
            exchange.getMessage().setHeader(Exchange.HTTP_PATH, "/" + exchange.getProperty(ProcessProperties.ORDER_ID, String.class));
        };
    }
}
