package io.roosa.orderproc;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.WebClientOptions;

/** The HTTP client by which the systems below are called ({@code order-proc-api.http-client}). */
enum CallsThrough {

    /** A connection for each call that waits. */
    CAMEL_HTTP("camel-http") {
        @Override
        String endpoint(String url, StepPolicy policy) {
            long millis = policy.timeout().toMillis();
            return url + "?throwExceptionOnFailure=false&connectTimeout=" + millis + "&connectionRequestTimeout=" + millis
                    + "&responseTimeout=" + millis + "&soTimeout=" + millis;
        }
    },

    /** HTTP/2 where the system speaks it: a few connections for all calls that wait. */
    CAMEL_VERTX_HTTP("camel-vertx-http") {
        @Override
        String endpoint(String url, StepPolicy policy) {
            long millis = policy.timeout().toMillis();
            return "vertx-http:" + url + "?throwExceptionOnFailure=false&connectTimeout=" + millis + "&timeout=" + millis + "&webClientOptions=#" + optionsOf(policy)
                    + "&vertxHttpBinding=#" + BINDING;
        }
    };

    /** The name of what bounds a call as a whole. */
    static final String BINDING = "wholeAnswerBinding";

    /** To one system over HTTP/2; also how many are opened at once to one that turns out to speak HTTP/1.1 alone. */
    private static final int MULTIPLEXED = 8;
    private static final Duration AFTER_THE_TIMEOUT = Duration.ofMillis(500);
    private static final int IDLE_SECONDS = 5;

    private final String word;

    CallsThrough(String word) {
        this.word = word;
    }

    /** The client of that name. */
    static CallsThrough named(String word) {
        return Arrays.stream(values()).filter(client -> client.word.equals(word)).findFirst().orElseThrow();
    }

    /** All names. */
    static List<String> words() {
        return Arrays.stream(values()).map(client -> client.word).toList();
    }

    /** A Camel endpoint for the step's calls to {@code url}, each of which takes as long as the step's timeout at most. */
    abstract String endpoint(String url, StepPolicy policy);

    /** The name of a step's {@link #options} in the registry. */
    static String optionsOf(StepPolicy policy) {
        return policy.step() + "WebClient";
    }

    /**
     * How the systems are called by camel-vertx-http.
     *
     * @param orders that may be in flight: no order waits for a connection
     */
    static WebClientOptions options(int orders, StepPolicy policy) {
        return new WebClientOptions()
                .setFollowRedirects(false)
                // An answer whose body stops would be waited for without end; longer than a call, so that it cuts none that only waits.
                .setIdleTimeout((int) Math.min(Integer.MAX_VALUE, policy.timeout().plus(AFTER_THE_TIMEOUT).toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setProtocolVersion(HttpVersion.HTTP_2)
                // Vert.x keeps room for one more of either kind: with less than this the last orders would wait for a connection.
                .setMaxPoolSize(Math.multiplyExact(2, orders))
                .setHttp2MaxPoolSize(MULTIPLEXED)
                .setMaxWaitQueueSize(-1)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setHttp2KeepAliveTimeout(IDLE_SECONDS);
    }
}
