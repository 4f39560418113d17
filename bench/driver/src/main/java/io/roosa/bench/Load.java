package io.roosa.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/**
 * Customers who place orders and ask for them. In the measured part they come on time whatever became of the ones before, and
 * each wait is counted from the moment at which the customer meant to come: a platform that stalls cannot hide it.
 */
final class Load implements AutoCloseable {

    /** A customer looks once the order should be done, and then now and then until it is. */
    private static final long FIRST_LOOK_MILLIS = 100;
    private static final long NEXT_LOOK_MILLIS = 200;

    /** How often an order that is watched closely is looked at, to tell what the platform adds to it. */
    private static final long WATCH_MILLIS = 3;
    private static final long ONE_IN_TWENTY = 20;
    private static final long NONE = Long.MAX_VALUE;

    private static final long GIVE_UP_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int CONNECTIONS = 256;
    private static final long TOLD_MILLIS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(100_000));
    private final Target target;
    private final Buffer order;

    Load(Target target, Buffer order) {
        this.target = target;
        this.order = order;
    }

    /**
     * Keeps so many orders on their way, until {@code shipped} were or the time is over: warms up, or shows the capacity. None of them is watched closely: that
     * is a look every few milliseconds for as long as the order takes, and whoever answers looks soonest would have most of them to answer.
     */
    Tally saturate(int onTheirWay, long shipped, Duration atMost, Progress progress) {
        CompletableFuture<Tally> done = new CompletableFuture<>();
        loop.runOnContext(go -> {
            Tally tally = new Tally();
            Stint stint = new Stint(tally, shipped, tally.began + atMost.toNanos());
            for (int i = 0; i < onTheirWay; i++) {
                again(stint);
            }
            vertx.setPeriodic(TOLD_MILLIS, tick -> {
                progress.made(tally.placed, tally.shipped);
                if (stint.over()) {
                    vertx.cancelTimer(tick);
                    done.complete(tally);
                }
            });
        });
        return done.join();
    }

    private record Stint(Tally tally, long shipped, long until) {

        boolean over() {
            return tally.shipped >= shipped || System.nanoTime() >= until;
        }
    }

    private void again(Stint stint) {
        if (!stint.over()) {
            place(System.nanoTime(), stint.tally(), NONE, () -> again(stint));
        }
    }

    /** Waits until what was placed before has ended. */
    void settle(Tally tally) {
        long until = System.nanoTime() + GIVE_UP_NANOS;
        while (openOf(tally) > 0 && System.nanoTime() < until) {
            sleep(20_000_000);
        }
    }

    /** Places so many orders, evenly so many a second, and follows each to its end, one in twenty closely. */
    Tally arrive(int orders, double perSecond, Progress progress) {
        return arrive(orders, perSecond, progress.fromTally());
    }

    /** The same. @param seen is shown the tally now and then, on the loop that writes it */
    Tally arrive(int orders, double perSecond, Consumer<Tally> seen) {
        return arrive(orders, perSecond, ONE_IN_TWENTY, seen);
    }

    /** The same, but none of them is watched closely: what it costs is asked, and not what is added to each. */
    Tally arriveUnwatched(int orders, double perSecond, Progress progress) {
        return arrive(orders, perSecond, NONE, progress.fromTally());
    }

    private Tally arrive(int orders, double perSecond, long watchedOneIn, Consumer<Tally> seen) {
        CompletableFuture<Tally> done = new CompletableFuture<>();
        double interval = 1e9 / perSecond;
        loop.runOnContext(go -> {
            Tally tally = new Tally();
            long began = tally.began;
            long told = vertx.setPeriodic(TOLD_MILLIS, tick -> seen.accept(tally));
            vertx.setPeriodic(1, due -> {
                long now = System.nanoTime();
                while (tally.placed < orders && began + (long) (tally.placed * interval) <= now) {
                    place(began + (long) (tally.placed * interval), tally, watchedOneIn, () -> { });
                }
                boolean gaveUp = now > began + (long) (orders * interval) + GIVE_UP_NANOS;
                if (gaveUp || tally.placed == orders && tally.open() == 0) {
                    vertx.cancelTimer(due);
                    vertx.cancelTimer(told);
                    done.complete(tally);
                }
            });
        });
        return done.join();
    }

    /** Told now and then how far the measured part is. */
    @FunctionalInterface
    interface Progress {

        /** So many orders were placed, and so many of them shipped. */
        void made(long placed, long shipped);

        private Consumer<Tally> fromTally() {
            return tally -> made(tally.placed, tally.shipped);
        }
    }

    private void place(long meant, Tally tally, long watchedOneIn, Runnable ended) {
        boolean watched = ++tally.placed % watchedOneIn == 0;
        target.place(client, order).onSuccess(orderId -> {
            tally.accepted++;
            Tally.note(tally.acceptance, System.nanoTime() - meant);
            if (watched) {
                look(orderId, meant, tally, WATCH_MILLIS, true, ended);
            } else {
                vertx.setTimer(FIRST_LOOK_MILLIS, wait -> look(orderId, meant, tally, NEXT_LOOK_MILLIS, false, ended));
            }
        }).onFailure(refused -> {
            tally.refused++;
            tally.complain(refused.getMessage());
            vertx.setTimer(FIRST_LOOK_MILLIS, wait -> ended.run());
        });
    }

    private void look(String orderId, long meant, Tally tally, long again, boolean watched, Runnable ended) {
        long asked = System.nanoTime();
        target.status(client, orderId).onComplete(answer -> {
            long now = System.nanoTime();
            Tally.note(tally.reading, now - asked);
            if (answer.failed()) {
                tally.complain(answer.cause().getMessage());
            }
            String status = answer.succeeded() ? answer.result() : "";
            if ("SHIPPED".equals(status)) {
                tally.shipped++;
                tally.lastShipped = now;
                if (watched) {
                    Tally.note(tally.added, now - meant);
                }
                ended.run();
            } else if (status.endsWith("_FAILED") || now - meant > GIVE_UP_NANOS) {
                tally.otherwise++;
                tally.complain("an order ended " + status);
                ended.run();
            } else {
                vertx.setTimer(again, wait -> look(orderId, meant, tally, again, watched, ended));
            }
        });
    }

    private long openOf(Tally tally) {
        return onLoop(tally::open);
    }

    private long onLoop(LongSupplier asked) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        loop.runOnContext(go -> answer.complete(asked.getAsLong()));
        return answer.join();
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
