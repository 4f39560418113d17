package io.roosa.failuremodes;

import java.io.UncheckedIOException;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;

import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.http.ProblemException;

/** What a mock answers when it cannot serve an order's call: the same for each of them, and no failure mode. */
public final class ErrorPolicy extends RouteConfigurationBuilder {

    @Override
    public void configuration() {
        routeConfiguration()
                .onException(ProblemException.class).handled(true).process(ProblemAnswer.asThrown());
        routeConfiguration()
                .onException(UncheckedIOException.class).handled(true)
                .log(LoggingLevel.ERROR, "The ledger cannot be written: ${exception.cause.message}")
                .process(ProblemAnswer.of(Problem.of(503, "The call cannot be written down; try again in a second").retryAfter(1)));
        routeConfiguration()
                .onException(Exception.class).handled(true)
                .log(LoggingLevel.ERROR, "Not served: ${exception.stacktrace}")
                .process(ProblemAnswer.of(Problem.of(500, "The request could not be served")));
    }
}
