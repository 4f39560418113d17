package io.roosa.orderproc;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.WebClientOptions;

/** The HTTP client by which the systems below are called ({@code order-proc-api.http-client}). */
enum CallsThrough {

    /** A connection for each call that waits. */
    CAMEL_HTTP("camel-http") {
        @Override
        String endpoint(String url, Duration timeout) {
            long millis = timeout.toMillis();
            return url + "?throwExceptionOnFailure=false&connectTimeout=" + millis + "&connectionRequestTimeout=" + millis
                    + "&responseTimeout=" + millis + "&soTimeout=" + millis;
        }
    },

    /** HTTP/2 where the system speaks it: a few connections for all calls that wait. */
    CAMEL_VERTX_HTTP("camel-vertx-http") {
        @Override
        String endpoint(String url, Duration timeout) {
            long millis = timeout.toMillis();
            return "vertx-http:" + url + "?throwExceptionOnFailure=false&connectTimeout=" + millis + "&timeout=" + millis + "&webClientOptions=#" + OPTIONS;
        }
    };

    /** The name of the options in the registry. */
    static final String OPTIONS = "systemsWebClient";

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

    /** A Camel endpoint for calls to {@code url}, each of which takes that long in all at most. */
    abstract String endpoint(String url, Duration timeout);

    /** @param orders that may be in flight: no order waits for a connection */
    static WebClientOptions options(int orders) {
        return new WebClientOptions()
                .setFollowRedirects(false)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setMaxPoolSize(orders)
                .setMaxWaitQueueSize(-1)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setHttp2KeepAliveTimeout(IDLE_SECONDS);
    }
}
