package io.roosa.statusstore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.infinispan.Cache;
import org.infinispan.commands.write.RemoveCommand;
import org.infinispan.context.InvocationContext;
import org.infinispan.factories.ComponentRegistry;
import org.infinispan.interceptors.AsyncInterceptorChain;
import org.infinispan.interceptors.DDAsyncInterceptor;

/**
 * Keeps an order in the in-flight set until the status it ended with survives a loss of power. A status is not written for good
 * one by one, as its journal entry is: after a loss of power the statuses of what is in flight are read from the journal
 * ({@link ShownStatuses}), so that only what leaves has to have its own on the disk, all at once of those that leave together.
 */
final class EndedOrders extends DDAsyncInterceptor {

    private static final Duration TOGETHER_WITHIN = Duration.ofMillis(20);

    private final Path statuses;
    private final ScheduledExecutorService clock;
    private List<CompletableFuture<Void>> leaving = new ArrayList<>();

    private EndedOrders(Path statuses, ScheduledExecutorService clock) {
        this.statuses = statuses;
        this.clock = clock;
    }

    /** Stands before all else of the in-flight set. @param statuses where the files of the statuses are */
    static void leave(Cache<?, ?> inFlight, Path statuses, ScheduledExecutorService clock) {
        ComponentRegistry.componentOf(inFlight, AsyncInterceptorChain.class).addInterceptor(new EndedOrders(statuses, clock), 0);
    }

    @Override
    public Object visitRemoveCommand(InvocationContext context, RemoveCommand command) {
        CompletableFuture<Void> synced = new CompletableFuture<>();
        synchronized (this) {
            leaving.add(synced);
            if (leaving.size() == 1) {
                clock.schedule(this::sync, TOGETHER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return asyncInvokeNext(context, command, synced);
    }

    private void sync() {
        List<CompletableFuture<Void>> together;
        synchronized (this) {
            together = leaving;
            leaving = new ArrayList<>();
        }
        try {
            SyncedFiles.syncIn(statuses);
            together.forEach(one -> one.complete(null));
        } catch (IOException e) {
            together.forEach(one -> one.completeExceptionally(e));
        }
    }
}
