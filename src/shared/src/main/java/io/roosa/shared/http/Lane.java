package io.roosa.shared.http;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;

/**
 * One of the ways into an application: it takes so many requests at once and refuses the rest, and its threads are its own, so
 * that a way that is full leaves the others free.
 */
public final class Lane {

    private final int most;
    private final WorkerExecutor workers;
    private final AtomicInteger atWork = new AtomicInteger();

    Lane(int most, WorkerExecutor workers) {
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

        <T> Future<T> work(Callable<T> work, boolean ordered) {
            // Its client may have gone before the work begins.
            if (holds.getAndIncrement() == 0) {
                atWork.incrementAndGet();
            }
            return workers.executeBlocking(work, ordered).onComplete(done -> letGo());
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
