package io.roosa.orderexp;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.http.ProblemException;

/**
 * What order-exp-api answers to each failure.
 *
 * <table>
 * <caption>Failures of a request</caption>
 * <tr><th>failure</th><th>answer</th></tr>
 * <tr><td>a request that cannot be served as it is</td><td>its own status: 404, 409, 422, 503</td></tr>
 * <tr><td>anything else, the store out of reach above all</td><td>503 with Retry-After: nothing was accepted</td></tr>
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
                .log(LoggingLevel.WARN, "A request could not be served: ${exception.message}")
                .process(ProblemAnswer.of(Problem.of(503, "The status store cannot be reached").retryAfter(2)))
            .end();
    }
}
