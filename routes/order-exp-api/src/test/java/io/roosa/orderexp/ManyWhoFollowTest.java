package io.roosa.orderexp;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.OrderJournal;

import static org.assertj.core.api.Assertions.assertThat;

class ManyWhoFollowTest {

    private static final int CLIENTS = 1_000;

    @Test
    void a_thousand_idle_clients_cost_a_few_megabytes_and_no_thread_and_one_more_is_refused() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try (RunningExp exp = RunningExp.start()) {
            OrderJournal order = Orders.received(Instant.parse("2026-11-23T10:00:00Z"));
            exp.store(order);
            exp.follow(order.orderId()).has(1).close();
            Awaitility.await().until(() -> exp.watching() == 0);
            long heap = heapAfterCollection();
            long resident = residentKilobytes();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();

            for (int i = 0; i < CLIENTS; i++) {
                clients.add(following(exp, order.orderId()));
            }

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> exp.watching() == CLIENTS);
            assertThat(exp.get("/orders/" + order.orderId() + "/events", "Accept", "text/event-stream").status()).isEqualTo(503);
            assertThat(exp.status(order.orderId()).status()).isEqualTo(200);
            long costs = heapAfterCollection() - heap;
            System.out.printf("%d idle event clients: %d kB of heap, %d kB resident (their own sockets in the same JVM counted in), %d threads more%n", CLIENTS,
                    costs / 1024, residentKilobytes() - resident, ManagementFactory.getThreadMXBean().getThreadCount() - threads);
            assertThat(costs).isLessThan(CLIENTS * 64L * 1024);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads).isLessThan(40);
            for (Socket client : clients) {
                client.close();
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> exp.watching() == 0);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static Socket following(RunningExp exp, String orderId) throws IOException {
        URI url = URI.create(exp.url());
        Socket client = new Socket(url.getHost(), url.getPort());
        client.getOutputStream().write(("GET /orders/" + orderId + "/events HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status) ? 0 : Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }
}
