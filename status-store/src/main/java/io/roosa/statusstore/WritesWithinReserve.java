package io.roosa.statusstore;

import java.io.IOException;

import org.infinispan.Cache;
import org.infinispan.commands.VisitableCommand;
import org.infinispan.commands.write.ClearCommand;
import org.infinispan.commands.write.EvictCommand;
import org.infinispan.commands.write.InvalidateCommand;
import org.infinispan.commands.write.RemoveCommand;
import org.infinispan.commands.write.RemoveExpiredCommand;
import org.infinispan.commands.write.WriteCommand;
import org.infinispan.context.InvocationContext;
import org.infinispan.factories.ComponentRegistry;
import org.infinispan.interceptors.AsyncInterceptorChain;
import org.infinispan.interceptors.DDAsyncInterceptor;

/**
 * Refuses to write an order for which there may be no room on disk, whoever asks: an application over Hot Rod or one in the same
 * JVM. Reading goes on, and so does what Infinispan itself does to its files.
 */
final class WritesWithinReserve extends DDAsyncInterceptor {

    private final DiskReserve reserve;
    private final Cache<?, ?> cache;

    private WritesWithinReserve(DiskReserve reserve, Cache<?, ?> cache) {
        this.reserve = reserve;
        this.cache = cache;
    }

    /** Stands before all else of the cache: what it refuses is no error of the cache's, to be logged order by order. */
    static void in(Cache<?, ?> cache, DiskReserve reserve) {
        ComponentRegistry.componentOf(cache, AsyncInterceptorChain.class).addInterceptor(new WritesWithinReserve(reserve, cache), 0);
    }

    @Override
    protected Object handleDefault(InvocationContext context, VisitableCommand command) {
        if (!(command instanceof WriteCommand)) {
            return invokeNext(context, command);
        }
        if (!isLetIn(command)) {
            throw new WritesRefused(reserve.refusal());
        }
        return invokeNextAndExceptionally(context, command, (invocation, write, failure) -> {
            // Files that are closed under a write, because the store stops, are no fault of the disk's.
            if (isOfTheDisk(failure) && cache.getStatus().allowInvocations()) {
                reserve.failed(failure);
            }
            throw failure;
        });
    }

    private boolean isLetIn(VisitableCommand command) {
        if (command instanceof EvictCommand || command instanceof InvalidateCommand || command instanceof RemoveExpiredCommand
                || command instanceof ClearCommand) {
            return true;
        }
        return command instanceof RemoveCommand ? reserve.letsRemove() : reserve.letsWrite();
    }

    private static boolean isOfTheDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
