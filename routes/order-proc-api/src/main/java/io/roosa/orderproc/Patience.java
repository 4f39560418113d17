package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.app.OrderOnLogLines;

/** Decides for every step whether a failed call is made again, and when: what Camel's redelivery asks after each failure. */
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Map<String, StepPolicy> policies;
    private final OrdersInFlight inFlight;
    private final Clock clock;
    private final RandomGenerator random;
    private final LongAdder retries = new LongAdder();

    /**
     * @param policies the steps' policies by step
     * @param inFlight told of the attempts, so that they can be asked for
     * @param clock tells the time
     * @param random draws the waits
     */
    public Patience(Map<String, StepPolicy> policies, OrdersInFlight inFlight, Clock clock, RandomGenerator random) {
        this.policies = Map.copyOf(policies);
        this.inFlight = inFlight;
        this.clock = clock;
        this.random = random;
    }

    /** Starts a step with no attempt made. */
    public Processor begin(String step) {
        StepPolicy policy = policies.get(step);
        return exchange -> {
            Attempts attempts = new Attempts(policy, clock, random);
            exchange.setProperty(ProcessProperties.ATTEMPTS, attempts);
            exchange.setProperty(ProcessProperties.ORDER, exchange.getMessage().getBody());
            inFlight.trying(exchange.getProperty(ProcessProperties.ORDER_ID, String.class), attempts);
        };
    }

    /** Counts the call that is about to be made. */
    public Processor attempt() {
        return exchange -> attemptsOf(exchange).begin();
    }

    /** Takes note of a failed call, and tells Camel how long to wait for the next. */
    public Processor failed() {
        return exchange -> {
            TechnicalFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TechnicalFailure.class);
            Attempts attempts = attemptsOf(exchange);
            Optional<Duration> wait = attempts.failed(failure);
            exchange.setProperty(ProcessProperties.TRY_AGAIN, wait.isPresent());
            wait.ifPresent(duration -> {
                retries.increment();
                exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, duration.toMillis());
            });
            OrderOnLogLines.during(exchange, () -> LOG.info("{}: {} ({}), {}", attempts.step(), failure.reason(), failure.getMessage(),
                    wait.map(duration -> "again in " + duration.toMillis() + " ms").orElse("given up after " + attempts.calls() + " calls")));
        };
    }

    /** Whether the failed call is to be made again. */
    public Predicate goesOn() {
        return exchange -> exchange.getProperty(ProcessProperties.TRY_AGAIN, false, Boolean.class);
    }

    /**
     * Whether attempts or time are used up. Where a call is not made again because this copy stops, they are not: the order stays in
     * flight as it is.
     */
    public Predicate usedUp() {
        return exchange -> !goesOn().matches(exchange);
    }

    /** Gives the step the answer that its attempts or time are used up. */
    public Processor giveUp() {
        return exchange -> {
            exchange.setVariable(ProcessProperties.ANSWER, attemptsOf(exchange).gaveUp());
            // The call that failed left its request as the body.
            exchange.getMessage().setBody(exchange.getProperty(ProcessProperties.ORDER));
        };
    }

    /** What Camel's redelivery is told beside: it waits as told here, and a stop of the application does not wait for it. */
    public RedeliveryPolicy redelivery() {
        RedeliveryPolicy policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(-1);
        policy.setRedeliveryDelay(0);
        policy.setAllowRedeliveryWhileStopping(false);
        policy.setLogRetryAttempted(false);
        policy.setLogExhausted(false);
        return policy;
    }

    /** How many calls were made again since this copy started. */
    public long retries() {
        return retries.sum();
    }

    private static Attempts attemptsOf(Exchange exchange) {
        return exchange.getProperty(ProcessProperties.ATTEMPTS, Attempts.class);
    }
}
