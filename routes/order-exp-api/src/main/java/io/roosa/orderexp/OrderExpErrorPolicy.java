package io.roosa.orderexp;

import org.apache.camel.builder.RouteConfigurationBuilder;

import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.store.StoreFailure;

/**
 * What order-exp-api answers to each failure.
 *
 * <table>
 * <caption>Failures of a request</caption>
 * <tr><th>failure</th><th>answer</th></tr>
 * <tr><td>a request that cannot be served as it is</td><td>its own status: 404, 409, 422, 503</td></tr>
 * <tr><td>the store is out of reach</td><td>503 with Retry-After: nothing was accepted</td></tr>
 * <tr><td>anything else</td><td>500, and a stack trace in the log</td></tr>
 * </table>
 */
public final class OrderExpErrorPolicy extends RouteConfigurationBuilder {

    @Override
    public void configuration() {
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
