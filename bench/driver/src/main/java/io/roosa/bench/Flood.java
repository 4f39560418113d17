package io.roosa.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import org.HdrHistogram.Histogram;

/**
 * More orders than can be served, each on time whatever became of those before, and how they were answered. It shares its processors
 * with what it floods, so it is no HTTP client but sends the same bytes over connections that it keeps, and reads of an answer only what
 * it has to know.
 */
final class Flood implements AutoCloseable {

    private static final int ACCEPTED = 202;
    private static final int TELL_EVERY = 1_000;
    private static final long KEPT_NANOS = 4_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    private final int port;
    private final Buffer request;

    // The loop's own.
    private final Deque<Connection> idle = new ArrayDeque<>();

    /**
     * What became of it. Waits are from the moment at which the customer meant to come; {@code late} is the part of them that passed
     * before the driver itself had sent the order.
     */
    static final class Answers {

        final Histogram accepted = new Histogram(60_000_000, 3);
        final Histogram refused = new Histogram(60_000_000, 3);
        final Histogram late = new Histogram(60_000_000, 3);
        final Map<String, Integer> otherwise = new TreeMap<>();
        long sent;
        long answered;
        long withoutRetryAfter;
        double driverBusy;
    }

    Flood(int port, Buffer order) {
        this.port = port;
        this.request = Buffer.buffer("POST /orders HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\nContent-Length: " + order.length() + "\r\n\r\n")
                .appendBuffer(order);
    }

    /** So many a second for so long, and then until the last is answered. */
    Answers pour(double perSecond, int seconds, LongConsumer progress) {
        CompletableFuture<Answers> done = new CompletableFuture<>();
        loop.runOnContext(go -> {
            Answers answers = new Answers();
            long began = System.nanoTime();
            long busy = THREADS.getCurrentThreadCpuTime();
            long all = (long) (perSecond * seconds);
            double interval = 1e9 / perSecond;
            vertx.setPeriodic(1, due -> {
                long now = System.nanoTime();
                while (answers.sent < all && began + (long) (answers.sent * interval) <= now) {
                    send(new Asked(began + (long) (answers.sent++ * interval), answers));
                    if (answers.sent % TELL_EVERY == 0) {
                        progress.accept(answers.sent);
                    }
                    if (answers.sent == all) {
                        answers.driverBusy = (THREADS.getCurrentThreadCpuTime() - busy) / (double) (now - began);
                    }
                }
                if (answers.answered == all) {
                    vertx.cancelTimer(due);
                    done.complete(answers);
                }
            });
        });
        return done.join();
    }

    private void send(Asked asked) {
        Connection kept = idle.pollFirst();
        if (kept != null && kept.stale()) {
            // The one used last comes first, so all the others are stale too.
            kept.close();
            idle.forEach(Connection::close);
            idle.clear();
            kept = null;
        }
        if (kept != null) {
            kept.send(asked);
        } else {
            client.connect(port, "127.0.0.1").onSuccess(socket -> new Connection(socket).send(asked)).onFailure(refused -> asked.otherwise(String.valueOf(refused.getMessage())));
        }
    }

    /** A customer who waits for an answer. */
    private record Asked(long meant, Answers answers) {

        void answered(int status, boolean retryAfter) {
            answers.answered++;
            long waited = System.nanoTime() - meant;
            switch (status) {
                case ACCEPTED -> Tally.note(answers.accepted, waited);
                case 503, 429 -> {
                    Tally.note(answers.refused, waited);
                    if (!retryAfter) {
                        answers.withoutRetryAfter++;
                    }
                }
                default -> answers.otherwise.merge(String.valueOf(status), 1, Integer::sum);
            }
        }

        void otherwise(String what) {
            answers.answered++;
            answers.otherwise.merge(what, 1, Integer::sum);
        }
    }

    /** One connection, over which one customer after another comes. */
    private final class Connection {

        private final NetSocket socket;
        private Buffer read = Buffer.buffer();
        private Asked asked;
        private long usedAt;

        Connection(NetSocket socket) {
            this.socket = socket;
            socket.handler(this::reads);
            socket.closeHandler(closed -> {
                if (!idle.isEmpty()) {
                    idle.remove(this);
                }
                if (asked != null) {
                    asked.otherwise("connection closed");
                    asked = null;
                }
            });
        }

        void send(Asked next) {
            asked = next;
            Tally.note(next.answers().late, System.nanoTime() - next.meant());
            socket.write(request);
        }

        /** Whether the server may be closing it by now: it says that it keeps it for five seconds. */
        boolean stale() {
            return System.nanoTime() - usedAt > KEPT_NANOS;
        }

        void close() {
            socket.close();
        }

        private void reads(Buffer some) {
            read = read.length() == 0 ? some : read.appendBuffer(some);
            Answer.in(read.toString(StandardCharsets.ISO_8859_1)).ifPresent(answer -> {
                Asked whose = asked;
                asked = null;
                read = Buffer.buffer();
                usedAt = System.nanoTime();
                if (answer.keeps()) {
                    idle.addFirst(this);
                } else {
                    close();
                }
                whose.answered(answer.status(), answer.retryAfter());
            });
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
