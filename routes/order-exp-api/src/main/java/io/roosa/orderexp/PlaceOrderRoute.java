package io.roosa.orderexp;

import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.Headers;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.http.Request;

/** Accepts an order: it is safe in the store before the client hears of it, and handed over without the client waiting for it. */
public final class PlaceOrderRoute extends RouteBuilder {

    private final Reception reception;
    private final Backlog backlog;

    /**
     * @param reception makes of a request an order, and of an order an answer
     * @param backlog says when too many orders wait already
     */
    public PlaceOrderRoute(Reception reception, Backlog backlog) {
        this.reception = reception;
        this.backlog = backlog;
    }

    @Override
    public void configure() {
        ProblemException busy = new ProblemException(Problem.of(503, "Too many orders are waiting already; this one was not accepted").retryAfter(5));

        from("direct:placeOrder").routeId("placeOrder").routeConfigurationId("doors")
            .routeDescription("Answers 202 once the order and its status RECEIVED are in the store")
            .process(Request.noted())
            .filter(backlog.full()).throwException(busy).end()
            .process(reception.received())
            .filter(header(Headers.IDEMPOTENCY_KEY).isNotNull()).bean("idempotencyKeys", "remember").end()
            .filter(exchangeProperty(ExpProperties.UNDER_WAY).isNull())
                .to("direct:persistOrder")
                .bean("lastKnownStatuses", "accepted")
                .wireTap("direct:handOverOrder").executorService("handOverWorkers").end()
            .end()
            .process(reception.accepted());
    }
}
