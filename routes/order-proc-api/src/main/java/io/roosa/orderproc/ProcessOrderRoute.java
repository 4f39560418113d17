package io.roosa.orderproc;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultMessage;

import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.http.Request;

/** Takes an order that is handed over, and answers at once: the work goes on without the caller. */
public final class ProcessOrderRoute extends RouteBuilder {

    private final OrderDoor door;

    /** @param door lets orders in */
    public ProcessOrderRoute(OrderDoor door) {
        this.door = door;
    }

    @Override
    public void configure() {
        ProblemException full = new ProblemException(Problem.of(503, "As many orders are in flight here as may be; the order waits in the store").retryAfter(2));

        from("direct:processOrder").routeId("processOrder").routeConfigurationId("doors")
            .routeDescription("The hand-over: the order is known by its id, and stands in the journal already")
            .process(Request.noted())
            .process(door.handedOver())
            .choice()
                .when(door.letIn()).to("direct:takeUpOrder")
                .when(door.full()).throwException(full)
            .end()
            .removeHeaders("*")
            .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
            .setBody(simple("{\"orderId\":\"${exchangeProperty.orderId}\",\"accepted\":true}"));

        from("direct:takeUpOrder").routeId("takeUpOrder").errorHandler(noErrorHandler())
            .routeDescription("Starts work on an order that was let in, on a thread of its own")
            // An order that waits for long must not hold on to the request by which it was handed over.
            .wireTap("direct:fulfilOrder").executorService("orderWorkers").onPrepare(order -> order.setIn(new DefaultMessage(order)));
    }
}
