package io.roosa.statusstore;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.infinispan.commons.api.BasicCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What an application sees of a store that is down, comes back, or hangs. */
class StoreOutOfReachTest {

    private static final Duration TIMEOUT = Duration.ofMillis(600);
    // Threads on a busy machine wake late; a hanging call would take far longer than this.
    private static final Duration SLACK = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    @Test
    void an_application_starts_while_the_store_is_down_and_finds_it_once_it_is_there() throws IOException {
        int port = freePort();
        Instant began = Instant.now();
        try (OrderReader reader = OrderReader.of(port, TIMEOUT)) {
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertFailsWithinTheTimeout(() -> status(reader).get("o-1"));
            assertFailsWithinTheTimeout(() -> status(reader).put("o-1", "RECEIVED"));

            RunningStore store = RunningStore.on(directory, port);
            assertAnswersSoon(reader);
            store.close();
        }
    }

    @Test
    void operations_fail_while_the_store_is_gone_and_work_again_once_it_is_back_on_its_port() {
        RunningStore first = RunningStore.on(directory);
        int port = first.port();
        try (OrderReader reader = OrderReader.of(port, TIMEOUT)) {
            status(reader).put("o-1", "RECEIVED");

            first.close();

            assertFailsWithinTheTimeout(() -> status(reader).get("o-1"));
            assertFailsWithinTheTimeout(() -> status(reader).replace("o-1", "RECEIVED", "INVENTORY_CHECK_STARTED"));
            RunningStore second = RunningStore.on(directory, port);
            assertAnswersSoon(reader);
            assertThat(status(reader).get("o-1")).isEqualTo("RECEIVED");
            second.close();
            assertFailsWithinTheTimeout(() -> status(reader).get("o-1"));
        } finally {
            first.close();
        }
    }

    @Test
    void operations_fail_in_time_while_the_store_hangs_and_work_again_once_it_goes_on() throws IOException {
        try (RunningStore store = RunningStore.on(directory);
                PausableLine line = new PausableLine(store.port());
                OrderReader reader = OrderReader.of(line.port(), TIMEOUT)) {
            status(reader).put("o-1", "RECEIVED");

            line.pause();

            for (int round = 0; round < 2; round++) {
                assertFailsWithinTheTimeout(() -> status(reader).get("o-1"));
                assertFailsWithinTheTimeout(() -> status(reader).replace("o-1", "RECEIVED", "INVENTORY_CHECK_STARTED"));
                assertFailsWithinTheTimeout(() -> status(reader).keySet().iterator().hasNext());
                assertFailsWithinTheTimeout(() -> reader.cache(OrderStatusStore.JOURNAL).get("o-1"));
            }
            line.resume();
            assertAnswersSoon(reader);
        }
    }

    @Test
    void many_callers_at_once_fail_in_time_while_the_store_hangs() throws Exception {
        try (RunningStore store = RunningStore.on(directory);
                PausableLine line = new PausableLine(store.port());
                OrderReader reader = OrderReader.of(line.port(), TIMEOUT)) {
            ExecutorService callers = Executors.newFixedThreadPool(100);
            List<Callable<Void>> calls = IntStream.range(0, 300).<Callable<Void>>mapToObj(i -> () -> {
                assertFailsWithinTheTimeout(() -> status(reader).put("o-" + i, "RECEIVED"));
                return null;
            }).toList();
            line.pause();

            List<Future<Void>> answers = callers.invokeAll(calls);

            for (Future<Void> answer : answers) {
                answer.get();
            }
            callers.shutdown();
            line.resume();
            assertAnswersSoon(reader);
        }
    }

    @Test
    void an_application_starts_while_the_store_hangs() throws IOException {
        try (RunningStore store = RunningStore.on(directory); PausableLine line = new PausableLine(store.port())) {
            line.pause();
            Instant began = Instant.now();
            try (OrderReader reader = OrderReader.of(line.port(), TIMEOUT)) {
                assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
                assertFailsWithinTheTimeout(() -> status(reader).get("o-1"));

                line.resume();

                assertAnswersSoon(reader);
            }
        }
    }

    private static BasicCache<String, String> status(OrderReader reader) {
        return reader.cache(OrderStatusStore.STATUS);
    }

    private static void assertFailsWithinTheTimeout(Runnable operation) {
        Instant began = Instant.now();
        assertThatThrownBy(operation::run);
        assertThat(Duration.between(began, Instant.now())).isLessThan(TIMEOUT.plus(SLACK));
    }

    private static void assertAnswersSoon(OrderReader reader) {
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20)).ignoreExceptions().untilAsserted(() -> {
            status(reader).put("probe", "RECEIVED");
            assertThat(status(reader).get("probe")).isEqualTo("RECEIVED");
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
