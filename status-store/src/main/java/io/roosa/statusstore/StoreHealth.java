package io.roosa.statusstore;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.infinispan.manager.EmbeddedCacheManager;

/** Says whether orders can be kept: DOWN while one of the caches is not open, or no order is written since the disk is short of room. */
final class StoreHealth extends AbstractHealthCheck {

    private final EmbeddedCacheManager caches;
    private final DiskReserve reserve;

    StoreHealth(EmbeddedCacheManager caches, DiskReserve reserve) {
        super("roosa", "order-status-store");
        this.caches = caches;
        this.reserve = reserve;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        boolean open = caches.getStatus().allowInvocations() && caches.getCacheNames().stream().allMatch(caches::isRunning);
        builder.detail("store", caches.getStatus().name());
        if (!open) {
            builder.down().message("the cache container is " + caches.getStatus());
        } else if (reserve.isRefusing()) {
            builder.down().message(reserve.refusal());
        } else {
            builder.up();
        }
    }
}
