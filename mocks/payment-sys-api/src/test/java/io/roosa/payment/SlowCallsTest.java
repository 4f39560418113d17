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
        try (RunningMock mock = RunningMock.start(PaymentSysApi.application(), books, Map.of())) {
            // However slow the machine is, none is answered before the last has come.
            mock.misbehave("{\"mode\":\"HANG\"}");
            HttpClient client = vertx.createHttpClient(connections());
            AtomicInteger answered = new AtomicInteger();
            AtomicInteger broken = new AtomicInteger();

            for (int n = 0; n < MANY; n++) {
                charge(client, mock.port(), answered, broken);
            }

            Awaitility.await().atMost(Duration.ofSeconds(50)).until(() -> mock.get("/payment/ledger").body().at("/calls").asInt() == MANY);
            int answeredMeanwhile = answered.get() + broken.get();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            mock.behave();

            assertThat(answeredMeanwhile).isZero();
            assertThat(threads).isLessThan(120);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answered.get() + broken.get() == MANY);
            assertThat(answered.get()).isEqualTo(MANY);
        } finally {
            vertx.close();
        }
    }

    private static void charge(HttpClient client, int port, AtomicInteger answered, AtomicInteger broken) {
        client.request(HttpMethod.POST, port, "127.0.0.1", Payments.CHARGE)
                .compose(request -> request.putHeader("Content-Type", "application/json").send(Payments.charge(RunningMock.newOrder())))
                .map(HttpClientResponse::statusCode)
                .onComplete(status -> (status.succeeded() && status.result() == 503 ? answered : broken).incrementAndGet());
    }

    /** A connection for each call where the descriptors suffice for both of its ends, else a hundred calls on each. */
    private static HttpClientOptions connections() {
        boolean enough = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() > 2 * MANY + 2_000;
        return enough ? new HttpClientOptions().setMaxPoolSize(MANY).setConnectTimeout(20_000)
                : new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2MaxPoolSize(MANY / 100).setHttp2ClearTextUpgrade(false);
    }
}
