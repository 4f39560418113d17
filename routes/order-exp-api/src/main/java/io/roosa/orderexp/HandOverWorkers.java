package io.roosa.orderexp;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.camel.util.concurrent.CamelThreadFactory;

/** The few threads that hand orders over. A hand-over that finds no place is dropped: its order is safe, and found in the store. */
final class HandOverWorkers implements AutoCloseable {

    private static final int THREADS = 20;
    private static final int WAITING = 2_000;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
            new CamelThreadFactory("#name#-#counter#", "hand-over", false), new ThreadPoolExecutor.DiscardPolicy());

    HandOverWorkers() {
        executor.allowCoreThreadTimeOut(true);
    }

    ExecutorService executor() {
        return executor;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
