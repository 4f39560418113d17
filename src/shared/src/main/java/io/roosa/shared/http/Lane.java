package io.roosa.shared.http;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;

/**
 * One of the ways into an application: it takes so many requests at once and refuses the rest, and its threads are its own, so
 * that a way that is full leaves the others free. From JDK 21 on they are virtual ones: however many lanes there are, no more
 * threads want a processor than there are processors, so that the one that refuses gets its turn.
 */
public final class Lane {

    private final int most;
    private final ExecutorService workers;
    private final AtomicInteger atWork = new AtomicInteger();

    Lane(int most, ExecutorService workers) {
        this.most = most;
        this.workers = workers;
    }

    /** Lets a request in; empty where as many as may be are at work already. */
    Optional<Visit> enter() {
        if (atWork.incrementAndGet() > most) {
            atWork.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Visit());
    }

    /** How many requests are at work. */
    public int atWork() {
        return atWork.get();
    }

    /**
     * A request that was let in. It holds its place until its answer has ended and its work too: a client that goes away
     * makes no room as long as a thread is still at work for it.
     */
    final class Visit {

        private final AtomicInteger holds = new AtomicInteger(1);
        private final AtomicBoolean answered = new AtomicBoolean();

        private Visit() {
        }

        <T> Future<T> work(ContextInternal context, Callable<T> work) {
            // Its client may have gone before the work begins.
            if (holds.getAndIncrement() == 0) {
                atWork.incrementAndGet();
            }
            Promise<T> promise = context.promise();
            try {
                workers.execute(() -> context.dispatch(() -> done(work, promise)));
            } catch (RejectedExecutionException stopping) {
                promise.fail(stopping);
            }
            return promise.future().onComplete(done -> letGo());
        }

        private static <T> void done(Callable<T> work, Promise<T> promise) {
            try {
                promise.complete(work.call());
            } catch (Exception | LinkageError e) {
                promise.fail(e);
            }
        }

        /** The answer has ended, or nobody waits for it any more. */
        void leave() {
            if (answered.compareAndSet(false, true)) {
                letGo();
            }
        }

        private void letGo() {
            if (holds.decrementAndGet() == 0) {
                atWork.decrementAndGet();
            }
        }
    }
}
