package io.roosa.orderproc;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;

/**
 * The connections to the systems below: one for each order that waits for an answer, so what a connection holds is held as often as
 * orders wait. Those that are not used any more are closed, lest the descriptors of one system be missing for the next.
 */
final class SystemConnections implements AutoCloseable {

    /** Three such buffers belong to a connection; requests and answers have a few hundred bytes, and HttpClient's own 8192 are mostly air. */
    private static final int BUFFER = 1024;
    private static final int SYSTEMS = 3;

    /** Shorter than a system waits before it closes a connection that is not used (ours: 8 s). */
    private static final Duration KEPT_FOR = Duration.ofSeconds(5);

    private final PoolingHttpClientConnectionManager connections;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "idle-connections");
        thread.setDaemon(true);
        return thread;
    });

    /** @param orders that may be in flight: no order waits for a connection */
    SystemConnections(int orders) {
        connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(Http1Config.custom().setBufferSize(BUFFER).build()).build())
                .setMaxConnPerRoute(orders)
                .setMaxConnTotal(Math.multiplyExact(SYSTEMS, orders))
                .build();
        sweeper.scheduleWithFixedDelay(() -> connections.closeIdle(TimeValue.of(KEPT_FOR)), 1, 1, TimeUnit.SECONDS);
    }

    /** What camel-http takes its connections from. */
    HttpClientConnectionManager connections() {
        return connections;
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        connections.close();
    }
}
