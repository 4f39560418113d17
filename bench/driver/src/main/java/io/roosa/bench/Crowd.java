package io.roosa.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import org.HdrHistogram.Histogram;

/** Many customers at once: they place orders, remember each, go on asking for them, and in the end look what became of all. */
final class Crowd implements AutoCloseable {

    static final int AS_FAST_AS_MAY_BE = 1_000_000;

    private static final int CONNECTIONS = 256;
    private static final long AFTER_A_REFUSAL_MILLIS = 200;
    private static final long TELL_EVERY = 500;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(1_000_000));
    private final Target target;
    private final Buffer order;

    // All below is the loop's own.
    private final List<String> accepted = new ArrayList<>();
    private final Map<String, Integer> complaints = new TreeMap<>();
    private Histogram reading = histogram();
    private long refusals;

    Crowd(Target target, Buffer order) {
        this.target = target;
        this.order = order;
    }

    /** Places so many more orders, as many at once as may be; one that is refused comes again. */
    void place(int orders, int atOnce, LongConsumer progress) {
        place(orders, atOnce, AS_FAST_AS_MAY_BE, progress);
    }

    /** Places so many more orders, so many a second, but no more at once than may be; one that is refused comes again. */
    void place(int orders, int atOnce, int perSecond, LongConsumer progress) {
        Placing placing = new Placing(perSecond, progress);
        loop.runOnContext(go -> {
            placing.began = System.nanoTime();
            placing.until = accepted.size() + (long) orders;
            placing.left = orders;
            for (int i = 0; i < Math.min(orders, atOnce); i++) {
                placing.next();
            }
        });
        placing.done.join();
    }

    /** One lot of orders on its way; the loop's own. */
    private final class Placing {

        private final int perSecond;
        private final LongConsumer progress;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private long began;
        private long until;
        private long left;
        private long asked;

        private Placing(int perSecond, LongConsumer progress) {
            this.perSecond = perSecond;
            this.progress = progress;
        }

        private void next() {
            if (left > 0) {
                left--;
                long early = (began + asked++ * 1_000_000_000L / perSecond - System.nanoTime()) / 1_000_000;
                if (early > 0) {
                    vertx.setTimer(early, due -> placeOne(this::placed));
                } else {
                    placeOne(this::placed);
                }
            }
        }

        private void placed() {
            if (accepted.size() % TELL_EVERY == 0) {
                progress.accept(accepted.size());
            }
            if (accepted.size() == until) {
                done.complete(null);
            }
            next();
        }
    }

    private void placeOne(Runnable then) {
        target.place(client, order).onSuccess(orderId -> {
            accepted.add(orderId);
            then.run();
        }).onFailure(refused -> {
            refusals++;
            complain(refused);
            vertx.setTimer(AFTER_A_REFUSAL_MILLIS, again -> placeOne(then));
        });
    }

    /** From now on so many a second ask for an order each, whichever; until the answer is run. */
    Runnable read(int perSecond) {
        long timer = vertx.setPeriodic(Math.max(1, 1000 / perSecond), tick -> loop.runOnContext(go -> {
            if (!accepted.isEmpty()) {
                long asked = System.nanoTime();
                String orderId = accepted.get((int) (asked % accepted.size() + accepted.size()) % accepted.size());
                target.status(client, orderId).onComplete(answer -> {
                    Tally.note(reading, System.nanoTime() - asked);
                    if (answer.failed()) {
                        complain(answer.cause());
                    }
                });
            }
        }));
        return () -> vertx.cancelTimer(timer);
    }

    /** How long status reads took since this was last asked. */
    Result.Millis readsSoFar() {
        CompletableFuture<Result.Millis> told = new CompletableFuture<>();
        loop.runOnContext(go -> {
            told.complete(Result.Millis.of(reading));
            reading = histogram();
        });
        return told.join();
    }

    /** Looks at each order once; answers how many stand where. */
    Map<String, Integer> statuses(int atOnce) {
        CompletableFuture<Map<String, Integer>> done = new CompletableFuture<>();
        loop.runOnContext(go -> {
            Map<String, Integer> statuses = new TreeMap<>();
            int[] next = {0};
            int[] seen = {0};
            if (accepted.isEmpty()) {
                done.complete(statuses);
            }
            for (int i = 0; i < Math.min(atOnce, accepted.size()); i++) {
                statusOfNext(next, seen, statuses, done);
            }
        });
        return done.join();
    }

    private void statusOfNext(int[] next, int[] seen, Map<String, Integer> statuses, CompletableFuture<Map<String, Integer>> done) {
        if (next[0] < accepted.size()) {
            target.status(client, accepted.get(next[0]++)).onComplete(answer -> {
                statuses.merge(answer.succeeded() ? answer.result() : "not answered", 1, Integer::sum);
                if (++seen[0] == accepted.size()) {
                    done.complete(statuses);
                }
                statusOfNext(next, seen, statuses, done);
            });
        }
    }

    List<String> accepted() {
        return onLoop(() -> List.copyOf(accepted));
    }

    /** Forgets what was placed so far: orders of a warm-up. */
    void forget() {
        onLoop(() -> {
            accepted.clear();
            complaints.clear();
            refusals = 0;
            reading = histogram();
            return true;
        });
    }

    long refusals() {
        return onLoop(() -> refusals);
    }

    Map<String, Integer> complaints() {
        return onLoop(() -> Collections.unmodifiableMap(new TreeMap<>(complaints)));
    }

    private void complain(Throwable what) {
        complaints.merge(String.valueOf(what.getMessage()).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…").replaceAll("\"correlationId\":\"[^\"]*\"", ""), 1, Integer::sum);
    }

    private <T> T onLoop(java.util.function.Supplier<T> asked) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.runOnContext(go -> answer.complete(asked.get()));
        return answer.join();
    }

    private static Histogram histogram() {
        return new Histogram(60_000_000, 3);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
