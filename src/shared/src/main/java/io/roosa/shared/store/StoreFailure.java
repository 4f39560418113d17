package io.roosa.shared.store;

import java.net.SocketException;
import java.net.SocketTimeoutException;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.infinispan.client.hotrod.exceptions.HotRodClientException;
import org.infinispan.commons.CacheException;
import org.infinispan.commons.IllegalLifecycleStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.app.OrderOnLogLines;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemAnswer;

/** Tells a store that is out of reach, which heals by itself, from a fault of our own, which somebody has to look at. */
public final class StoreFailure {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFailure.class);

    private StoreFailure() {
    }

    /** Whether the failure comes from the store, anywhere in its chain of causes. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The client tells some timeouts bare; no other socket is used while a request is answered.
            if (cause instanceof HotRodClientException || cause instanceof CacheException || cause instanceof IllegalLifecycleStateException
                    || cause instanceof SocketTimeoutException || cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    /** Answers a request that failed: 503 with Retry-After where the store is out of reach, else 500; only the latter with a stack trace in the log. */
    public static Processor answered() {
        return exchange -> {
            Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            if (isBehind(failure)) {
                OrderOnLogLines.during(exchange, () -> LOG.warn("A request was refused, the status store is out of reach: {}", failure.getMessage()));
                ProblemAnswer.answer(exchange, Problem.of(503, "The status store cannot be reached").retryAfter(2));
            } else {
                OrderOnLogLines.during(exchange, () -> LOG.error("A request could not be served", failure));
                ProblemAnswer.answer(exchange, Problem.of(500, "The request could not be served"));
            }
        };
    }
}
