package io.roosa.statusstore;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    /** Less than the client's own default, so that a timeout which is not heeded is noticed. */
    private static final Duration IN_TIME = TIMEOUT.plusSeconds(1);
    /** A busy machine is late now and then; what is not cut in time is late each time. */
    private static final int TRIES = 3;
    /** For what has only to come about, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void an_application_starts_while_the_store_is_down_and_finds_it_once_it_is_there() throws IOException {
        int port = freePort();
        Instant began = Instant.now();
        try (OrderReader reader = OrderReader.of(port, TIMEOUT)) {
            assertThat(Duration.between(began, Instant.now())).isLessThan(PATIENCE);
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
            write(reader, "o-1");

            first.close();

            assertFailsWithinTheTimeout(() -> status(reader).get("o-1"));
            assertFailsWithinTheTimeout(() -> status(reader).replace("o-1", "RECEIVED", "INVENTORY_CHECK_STARTED"));
            RunningStore second = RunningStore.on(directory, port);
            assertAnswersSoon(reader);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> "RECEIVED".equals(status(reader).get("o-1")));
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
            write(reader, "o-1");

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
                assertThat(Duration.between(began, Instant.now())).isLessThan(PATIENCE);
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
        List<Duration> took = new ArrayList<>();
        do {
            Instant began = Instant.now();
            assertThatThrownBy(operation::run);
            took.add(Duration.between(began, Instant.now()));
        } while (took.size() < TRIES && took.get(took.size() - 1).compareTo(IN_TIME) >= 0);
        assertThat(took).anyMatch(time -> time.compareTo(IN_TIME) < 0);
    }

    private static void assertAnswersSoon(OrderReader reader) {
        write(reader, "probe");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(() -> "RECEIVED".equals(status(reader).get("probe")));
    }

    private static void write(OrderReader reader, String orderId) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).ignoreExceptions().untilAsserted(() -> status(reader).put(orderId, "RECEIVED"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
