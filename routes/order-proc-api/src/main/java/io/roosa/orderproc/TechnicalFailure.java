package io.roosa.orderproc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.vertx.core.VertxException;
import org.apache.camel.RuntimeCamelException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** One attempt that ended without a decision of the system that was asked, and so is worth another (design section 5). */
public final class TechnicalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean surelyNotDone;
    private final boolean refusedByBreaker;
    private final Duration retryAfter;

    private TechnicalFailure(String reason, boolean surelyNotDone, boolean refusedByBreaker, Duration retryAfter, String message) {
        // No cause: Camel's onException looks at the innermost exception first, and would take an IOException of any origin for ours.
        super(message);
        this.reason = reason;
        this.surelyNotDone = surelyNotDone;
        this.refusedByBreaker = refusedByBreaker;
        this.retryAfter = retryAfter;
    }

    /**
     * The failure that an HTTP status tells of: 503 and 429 say that nothing was done; after any other the outcome is unknown.
     *
     * @param status 408, 429 or 5xx
     * @param retryAfter how long the system asks to be left alone, zero where it does not say
     */
    public static TechnicalFailure ofStatus(int status, Duration retryAfter) {
        return switch (status) {
            case 503 -> new TechnicalFailure("UNAVAILABLE", true, false, retryAfter, "it answered " + status);
            case 429 -> new TechnicalFailure("TOO_MANY_REQUESTS", true, false, retryAfter, "it answered " + status);
            case 408, 504 -> new TechnicalFailure("TIMEOUT", false, false, retryAfter, "it answered " + status);
            default -> new TechnicalFailure("HTTP_" + status, false, false, retryAfter, "it answered " + status);
        };
    }

    /** An answer that claims success but cannot be read: the outcome is unknown. */
    public static TechnicalFailure brokenAnswer() {
        return new TechnicalFailure("BROKEN_ANSWER", false, false, Duration.ZERO, "it answered something that is no JSON object");
    }

    /**
     * The failure behind whatever an attempt threw.
     *
     * @param thrown what the call or the breaker threw
     * @param waited how long the attempt took
     * @param timeout how long it was allowed to take: a connection that broke only then was cut by us
     */
    public static TechnicalFailure of(Throwable thrown, Duration waited, Duration timeout) {
        if (thrown instanceof RuntimeCamelException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause(), waited, timeout);
        }
        if (thrown instanceof TechnicalFailure technical) {
            return technical;
        }
        if (thrown instanceof CallNotPermittedException) {
            return new TechnicalFailure("BREAKER_OPEN", true, true, Duration.ZERO, "the breaker lets no call through");
        }
        if (thrown instanceof ConnectException || thrown instanceof ConnectTimeoutException || thrown instanceof UnknownHostException
                || thrown instanceof NoRouteToHostException || thrown instanceof ConnectionRequestTimeoutException) {
            return new TechnicalFailure("UNREACHABLE", true, false, Duration.ZERO, String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof InterruptedIOException || thrown instanceof TimeoutException || waited.compareTo(timeout) >= 0) {
            return new TechnicalFailure("TIMEOUT", false, false, Duration.ZERO, "no whole answer within " + timeout.toMillis() + " ms");
        }
        if (thrown instanceof IOException || thrown instanceof VertxException) {
            return new TechnicalFailure("CONNECTION_LOST", false, false, Duration.ZERO, String.valueOf(thrown.getMessage()));
        }
        throw new IllegalArgumentException("Not a technical failure", thrown);
    }

    /** Why, in one word of the field. */
    public String reason() {
        return reason;
    }

    /** Whether the system is known to have done nothing; false means that the outcome is unknown. */
    public boolean surelyNotDone() {
        return surelyNotDone;
    }

    /** Whether the call never left this process. */
    public boolean refusedByBreaker() {
        return refusedByBreaker;
    }

    /** How long the system asks to be left alone. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
