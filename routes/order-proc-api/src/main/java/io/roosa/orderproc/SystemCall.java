package io.roosa.orderproc;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.vertx.core.VertxException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;

import io.roosa.shared.http.Headers;

/**
 * One attempt of one call to a system below, through that system's breaker. It ends in one of three ways: the system did its
 * part ({@link Answer.Done}), it decided against it ({@link Answer.Refused}), or a {@link TechnicalFailure} is thrown. A breaker
 * that is open, a timeout and a broken answer are the third, never the first.
 */
public final class SystemCall extends RouteBuilder {

    private final String operation;
    private final StepPolicy policy;
    private final Patience patience;
    private final OrderMeters meters;
    private final String url;
    private final String keySuffix;
    private final CallsMade calls;
    private final CallsThrough through;

    /**
     * @param operation the operation's name in the system's contract, such as {@code chargePayment}
     * @param policy the step's policy; its name leads to the breaker, which all calls to one system share
     * @param patience counts the attempt
     * @param meters time it
     * @param url where, with {@code {{placeholders}}}
     * @param keySuffix what follows the order's id in the Idempotency-Key: the same call of the same order has the same key
     * @param calls told of each attempt, for those who look
     * @param through the HTTP client
     */
    public SystemCall(String operation, StepPolicy policy, Patience patience, OrderMeters meters, String url, String keySuffix, CallsMade calls,
            CallsThrough through) {
        this.operation = operation;
        this.policy = policy;
        this.patience = patience;
        this.meters = meters;
        this.url = url;
        this.keySuffix = keySuffix;
        this.calls = calls;
        this.through = through;
    }

    @Override
    public void configure() {
        String name = Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
        from("direct:attempt" + name).routeId("attempt" + name).errorHandler(noErrorHandler())
            .routeDescription("One attempt at " + operation + ", through the breaker of its system")
            .process(patience.attempt())
            .doTry()
                .circuitBreaker().resilience4jConfiguration().circuitBreaker(policy.step() + "Breaker").throwExceptionWhenHalfOpenOrOpenState(true).end()
                    .process(addressed())
                    .to(through.endpoint(url, policy)).id("call" + name)
                    .process(answered())
                .end()
            .endDoTry()
            .doCatch(IOException.class, CallNotPermittedException.class, TimeoutException.class, VertxException.class)
                .process(failed())
            .end();
    }

    private Processor addressed() {
        return exchange -> {
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setHeader(Headers.CORRELATION_ID, exchange.getProperty(ProcessProperties.CORRELATION_ID));
            message.setHeader(Headers.IDEMPOTENCY_KEY, exchange.getProperty(ProcessProperties.ORDER_ID) + ":" + keySuffix);
            Optional.ofNullable(exchange.getProperty(Headers.TRACEPARENT)).ifPresent(trace -> message.setHeader(Headers.TRACEPARENT, trace));
        };
    }

    private Processor answered() {
        return exchange -> {
            try {
                Answer answer = SystemAnswer.read(
                        exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                        exchange.getMessage().getHeader("Retry-After", "", String.class),
                        exchange.getMessage().getBody(String.class));
                meters.attempted(operation, answer instanceof Answer.Done ? "done" : "refused", waited(exchange));
                calls.answered(exchange, operation, policy.step() + "-sys-api", answer);
                exchange.getMessage().setBody(answer);
            } catch (TechnicalFailure undecided) {
                meters.attempted(operation, undecided.reason(), waited(exchange));
                calls.failed(exchange, operation, policy.step() + "-sys-api", undecided);
                throw undecided;
            }
        };
    }

    private Processor failed() {
        return exchange -> {
            Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            Duration waited = waited(exchange);
            TechnicalFailure failure = TechnicalFailure.of(thrown, waited, policy.timeout());
            meters.attempted(operation, failure.reason(), waited);
            calls.failed(exchange, operation, policy.step() + "-sys-api", failure);
            throw failure;
        };
    }

    private static Duration waited(Exchange exchange) {
        return exchange.getProperty(ProcessProperties.ATTEMPTS, Attempts.class).sinceAttemptBegan();
    }
}
