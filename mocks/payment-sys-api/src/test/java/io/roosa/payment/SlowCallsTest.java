package io.roosa.payment;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.failuremodes.RunningMock;

import static org.assertj.core.api.Assertions.assertThat;

class SlowCallsTest {

    private static final int MANY = 5_000;

    @TempDir
    private Path books;

    @Test
    void five_thousand_slow_calls_wait_at_once_and_hold_no_thread() {
        Vertx vertx = Vertx.vertx();
        try (RunningMock mock = RunningMock.start(PaymentSysApi.application(), books, Map.of("latency-min", "12s", "latency-max", "12s"))) {
            HttpClient client = vertx.createHttpClient(connections());
            AtomicInteger served = new AtomicInteger();
            AtomicInteger failed = new AtomicInteger();

            for (int n = 0; n < MANY; n++) {
                charge(client, mock.port(), served, failed);
            }

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mock.get("/payment/ledger").body().at("/calls").asInt() == MANY);
            assertThat(served.get() + failed.get()).as("answered while all wait").isZero();
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(120);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> served.get() + failed.get() == MANY);
            assertThat(served.get()).isEqualTo(MANY);
        } finally {
            vertx.close();
        }
    }

    private static void charge(HttpClient client, int port, AtomicInteger served, AtomicInteger failed) {
        client.request(HttpMethod.POST, port, "127.0.0.1", Payments.CHARGE)
                .compose(request -> request.putHeader("Content-Type", "application/json").send(Payments.charge(RunningMock.newOrder())))
                .map(HttpClientResponse::statusCode)
                .onComplete(status -> (status.succeeded() && status.result() == 200 ? served : failed).incrementAndGet());
    }

    /** A connection for each call where the descriptors suffice for both of its ends, else a hundred calls on each. */
    private static HttpClientOptions connections() {
        boolean enough = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() > 2 * MANY + 2_000;
        return enough ? new HttpClientOptions().setMaxPoolSize(MANY).setConnectTimeout(20_000)
                : new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2MaxPoolSize(MANY / 100).setHttp2ClearTextUpgrade(false);
    }
}
