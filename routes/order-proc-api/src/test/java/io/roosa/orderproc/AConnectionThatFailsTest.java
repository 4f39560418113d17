package io.roosa.orderproc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;
class AConnectionThatFailsTest {

    private static final ServerSocket RESETS = listening();

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with("inventory.attempts", "2", "inventory.timeout", "2s");

    @AfterAll
    static void stopListening() throws IOException {
        RESETS.close();
    }

    @Test
    void a_connection_that_is_reset_is_tried_again_and_then_told_as_lost() {
        RunningApplication copy = PROCESS.startCopy("recovery.every", "1h", ".inventory-sys-api.url", "http://127.0.0.1:" + RESETS.getLocalPort());
        OrderJournal order = TestOrders.received();

        Transition failed = failed(copy, order);

        assertThat(failed).extracting(Transition::status, Transition::reason, Transition::attempts)
                .containsExactly(OrderStatus.INVENTORY_FAILED, "CONNECTION_LOST", 2);
    }

    @Test
    void a_connection_that_is_refused_is_tried_again_and_then_told_as_unreachable() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        RunningApplication copy = PROCESS.startCopy("recovery.every", "1h", ".inventory-sys-api.url", "http://127.0.0.1:" + port);
        OrderJournal order = TestOrders.received();

        Transition failed = failed(copy, order);

        assertThat(failed).extracting(Transition::status, Transition::reason, Transition::attempts)
                .containsExactly(OrderStatus.INVENTORY_FAILED, "UNREACHABLE", 2);
    }

    /** Only the copy that is handed the order may meet it: it enters the in-flight set when that one has claimed it. */
    private static Transition failed(RunningApplication copy, OrderJournal order) {
        PROCESS.store().holdsOutOfSight(order, order.status());
        PROCESS.handOver(copy, order.orderId());
        PROCESS.happened(order, "left", 1);
        List<Transition> transitions = PROCESS.store().journal(order.orderId()).transitions();
        return transitions.get(transitions.size() - 1);
    }

    private static ServerSocket listening() {
        try {
            ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().read();
                        socket.setSoLinger(true, 0);
                    } catch (IOException closed) {
                        // the loop ends with the server
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
