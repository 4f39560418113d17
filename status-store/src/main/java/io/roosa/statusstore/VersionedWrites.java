package io.roosa.statusstore;

import org.infinispan.Cache;
import org.infinispan.commands.MetadataAwareCommand;
import org.infinispan.commands.VisitableCommand;
import org.infinispan.container.versioning.RandomVersionGenerator;
import org.infinispan.context.InvocationContext;
import org.infinispan.factories.ComponentRegistry;
import org.infinispan.interceptors.AsyncInterceptorChain;
import org.infinispan.interceptors.DDAsyncInterceptor;
import org.infinispan.interceptors.impl.InvocationContextInterceptor;

/**
 * Gives an entry that an application in the same JVM writes the version that Hot Rod gives to its own. Without one, a later
 * {@code replace(key, old, new)} over Hot Rod compares versions that can never be equal and tries again for two minutes.
 */
final class VersionedWrites extends DDAsyncInterceptor {

    static void in(Cache<?, ?> cache) {
        ComponentRegistry.componentOf(cache, AsyncInterceptorChain.class)
                .addInterceptorAfter(new VersionedWrites(), InvocationContextInterceptor.class);
    }

    @Override
    protected Object handleDefault(InvocationContext context, VisitableCommand command) {
        if (command instanceof MetadataAwareCommand write && write.getMetadata() != null && write.getMetadata().version() == null) {
            write.setMetadata(write.getMetadata().builder().version(RandomVersionGenerator.INSTANCE.generateNew()).build());
        }
        return invokeNext(context, command);
    }
}
