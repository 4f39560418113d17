package io.roosa.orderproc;

import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.store.StoreFailure;

/**
 * What order-proc-api does about each failure.
 *
 * <table>
 * <caption>Failures of an order, and of a request</caption>
 * <tr><th>failure</th><th>answer</th></tr>
 * <tr><td>a call failed technically</td><td>again after a wait; when attempts or time are used up the step goes on with "gave up"; where this copy stops
 * before that, the order stays in flight</td></tr>
 * <tr><td>the claim was lost</td><td>stop: another copy has the order</td></tr>
 * <tr><td>the application is stopping</td><td>stop: the order stays in flight and is resumed by another copy, or after the restart</td></tr>
 * <tr><td>anything else, the store out of reach above all</td><td>stop: the order stays in flight and is resumed</td></tr>
 * <tr><td>a request that cannot be served</td><td>a problem: its own status; 503 while the store is out of reach; else 500</td></tr>
 * </table>
 */
public final class OrderProcErrorPolicy extends RouteConfigurationBuilder {

    private final Patience patience;

    /** @param patience says whether a failed call is made again, and when */
    public OrderProcErrorPolicy(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void configuration() {
        routeConfiguration("orders")
            .onException(TechnicalFailure.class)
                .onExceptionOccurred(patience.failed())
                .retryWhile(patience.goesOn())
                .redeliveryPolicyRef("stepRedelivery")
                .continued(patience.usedUp())
                .process(patience.giveUp())
            .end()
            .onException(ClaimLost.class)
                .logExhausted(false)
                .handled(true)
                .removeProperty(OrdersInFlight.HANDED_ON)
                .log("${exception.message}")
            .end()
            .onException(RejectedExecutionException.class)
                .logExhausted(false)
                .handled(true)
                .removeProperty(OrdersInFlight.HANDED_ON)
                .log("Left in flight, to be resumed: this copy stops or has no place")
            .end()
            .onException(Exception.class)
                .logExhausted(false)
                .handled(true)
                .removeProperty(OrdersInFlight.HANDED_ON)
                .log(LoggingLevel.WARN, "Left in flight, to be resumed: ${exception.message}")
            .end();

        routeConfiguration("doors")
            .onException(ProblemException.class)
                .logExhausted(false)
                .handled(true).process(ProblemAnswer.asThrown())
            .end()
            .onException(Exception.class)
                .logExhausted(false)
                .handled(true)
                .process(StoreFailure.answered())
            .end();
    }
}
