package io.roosa.orderexp;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

import io.roosa.shared.http.Request;

/** Tells what happened to an order so far: each status it had, when, after how many attempts and why. */
public final class GetOrderHistoryRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:getOrderHistory").routeId("getOrderHistory").routeConfigurationId("doors")
            .routeDescription("The transitions of an order, oldest first")
            .process(Request.noted())
            .process(OrderId.asked())
            .setHeader(InfinispanConstants.KEY, exchangeProperty(ExpProperties.ORDER_ID))
            .to("{{order-status-store.component}}:order-journal?operation=GET").id("readHistory")
            .process(HistoryAnswer.sent())
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }
}
