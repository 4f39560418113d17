package io.roosa.shared.http;

import java.nio.ByteBuffer;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers an exchange that failed with problem details, so that no client ever sees a stack trace or an empty 500. */
public final class ProblemAnswer implements Processor {

    private final Problem problem;

    private ProblemAnswer(Problem problem) {
        this.problem = problem;
    }

    /** The answer that the {@link ProblemException} itself carries. */
    public static Processor asThrown() {
        return exchange -> answer(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ProblemException.class).problem());
    }

    /** The same answer for every failure of one kind. */
    public static Processor of(Problem problem) {
        return new ProblemAnswer(problem);
    }

    @Override
    public void process(Exchange exchange) {
        answer(exchange, problem);
    }

    /** Puts the problem in the exchange's message as its HTTP answer. */
    public static void answer(Exchange exchange, Problem problem) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        ErrorBodies.Told told = ErrorBodies.of(exchange).tell(problem.at(Request.path(exchange), Request.correlationId(exchange)));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, told.status());
        message.setHeader(Exchange.CONTENT_TYPE, told.mediaType());
        if (problem.retryAfterSeconds() > 0) {
            message.setHeader("Retry-After", problem.retryAfterSeconds());
        }
        message.setBody(ByteBuffer.wrap(told.body()));
    }
}
