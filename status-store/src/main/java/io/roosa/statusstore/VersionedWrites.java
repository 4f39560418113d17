package io.roosa.statusstore;

import java.util.Optional;

import org.infinispan.Cache;
import org.infinispan.commands.MetadataAwareCommand;
import org.infinispan.commands.VisitableCommand;
import org.infinispan.commands.write.PutKeyValueCommand;
import org.infinispan.commands.write.ReplaceCommand;
import org.infinispan.commons.marshall.WrappedBytes;
import org.infinispan.container.versioning.EntryVersion;
import org.infinispan.container.versioning.NumericVersion;
import org.infinispan.container.versioning.RandomVersionGenerator;
import org.infinispan.context.InvocationContext;
import org.infinispan.factories.ComponentRegistry;
import org.infinispan.interceptors.AsyncInterceptorChain;
import org.infinispan.interceptors.DDAsyncInterceptor;
import org.infinispan.interceptors.impl.InvocationContextInterceptor;

import io.roosa.shared.store.ContentVersion;

/**
 * Gives an entry the version that follows from its value, whoever writes it, over Hot Rod or in the same JVM. Over Hot Rod
 * {@code replace(key, old, new)} then is one question, whether the entry still has the version of {@code old}, where it would
 * otherwise be two. An entry without any version would have Hot Rod compare what can never be equal for two minutes.
 */
final class VersionedWrites extends DDAsyncInterceptor {

    static void in(Cache<?, ?> cache) {
        ComponentRegistry.componentOf(cache, AsyncInterceptorChain.class)
                .addInterceptorAfter(new VersionedWrites(), InvocationContextInterceptor.class);
    }

    @Override
    protected Object handleDefault(InvocationContext context, VisitableCommand command) {
        if (command instanceof MetadataAwareCommand write && write.getMetadata() != null) {
            Optional<byte[]> value = written(command);
            if (value.isPresent() || write.getMetadata().version() == null) {
                EntryVersion version = value.isPresent() ? new NumericVersion(ContentVersion.of(value.get())) : RandomVersionGenerator.INSTANCE.generateNew();
                write.setMetadata(write.getMetadata().builder().version(version).build());
            }
        }
        return invokeNext(context, command);
    }

    private static Optional<byte[]> written(VisitableCommand command) {
        Object value = command instanceof PutKeyValueCommand put ? put.getValue() : command instanceof ReplaceCommand replace ? replace.getNewValue() : null;
        // Stored values are bytes in a wrapper, of which there are several kinds.
        return value instanceof WrappedBytes wrapped ? Optional.of(wrapped.getBytes()) : Optional.empty();
    }
}
