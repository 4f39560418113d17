package io.roosa.statusstore;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.infinispan.manager.EmbeddedCacheManager;

/** Says whether the caches that hold the orders are open: DOWN from the moment one of them is not. */
final class StoreHealth extends AbstractHealthCheck {

    private final EmbeddedCacheManager caches;

    StoreHealth(EmbeddedCacheManager caches) {
        super("roosa", "order-status-store");
        this.caches = caches;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        boolean open = caches.getStatus().allowInvocations() && caches.getCacheNames().stream().allMatch(caches::isRunning);
        builder.detail("store", caches.getStatus().name());
        if (open) {
            builder.up();
        } else {
            builder.down().message("the cache container is " + caches.getStatus());
        }
    }
}
