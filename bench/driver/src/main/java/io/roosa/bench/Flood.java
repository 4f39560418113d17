package io.roosa.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.HdrHistogram.Histogram;

/** More orders than can be served, each on time whatever became of those before, and how they were answered. */
final class Flood implements AutoCloseable {

    private static final int CONNECTIONS = 4_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(1_000_000));
    private final RequestOptions request;
    private final Buffer order;

    /** What became of it. Waits are from the moment at which the customer meant to come. */
    static final class Answers {

        final Histogram accepted = new Histogram(60_000_000, 3);
        final Histogram refused = new Histogram(60_000_000, 3);
        final Map<String, Integer> otherwise = new TreeMap<>();
        long sent;
        long answered;
        long withoutRetryAfter;
    }

    Flood(int port, Buffer order) {
        this.request = new RequestOptions().setMethod(HttpMethod.POST).setHost("127.0.0.1").setPort(port).setURI("/orders").putHeader("Content-Type", "application/json");
        this.order = order;
    }

    /** So many a second for so long, and then until the last is answered. */
    Answers pour(double perSecond, int seconds, LongConsumer progress) {
        CompletableFuture<Answers> done = new CompletableFuture<>();
        loop.runOnContext(go -> {
            Answers answers = new Answers();
            long began = System.nanoTime();
            long all = (long) (perSecond * seconds);
            double interval = 1e9 / perSecond;
            vertx.setPeriodic(1, due -> {
                long now = System.nanoTime();
                while (answers.sent < all && began + (long) (answers.sent * interval) <= now) {
                    send(began + (long) (answers.sent++ * interval), answers);
                    if (answers.sent % 1_000 == 0) {
                        progress.accept(answers.sent);
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

    private void send(long meant, Answers answers) {
        client.request(request).compose(open -> open.send(order)).compose(answer -> answer.body().map(body -> answer)).onComplete(answer -> {
            answers.answered++;
            long waited = System.nanoTime() - meant;
            if (answer.failed()) {
                answers.otherwise.merge(String.valueOf(answer.cause().getMessage()), 1, Integer::sum);
                return;
            }
            switch (answer.result().statusCode()) {
                case 202 -> Tally.note(answers.accepted, waited);
                case 503, 429 -> {
                    Tally.note(answers.refused, waited);
                    if (answer.result().getHeader("Retry-After") == null) {
                        answers.withoutRetryAfter++;
                    }
                }
                default -> answers.otherwise.merge(String.valueOf(answer.result().statusCode()), 1, Integer::sum);
            }
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
