package io.roosa.statusstore;

import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;

import io.roosa.shared.app.Settings;

/** What is kept of every order, open in this JVM: in memory what was used last, on disk all of it. */
public final class EmbeddedOrderStatusStore implements AutoCloseable {

    private final DataDirectory directory;
    private final DefaultCacheManager caches;

    private EmbeddedOrderStatusStore(DataDirectory directory, DefaultCacheManager caches) {
        this.directory = directory;
        this.caches = caches;
    }

    /**
     * Opens the store on the files in {@code order-status-store.data-dir}, with every entry that was acknowledged before.
     *
     * @throws io.roosa.shared.app.WrongSetting where the directory cannot be used, or a setting is wrong
     */
    public static EmbeddedOrderStatusStore open(Settings settings) {
        DataDirectory directory = DataDirectory.of(settings);
        try {
            DefaultCacheManager caches = new DefaultCacheManager(StoreConfiguration.read(settings, directory), true);
            caches.startCaches(caches.getCacheNames().toArray(String[]::new));
            caches.getCacheNames().forEach(name -> VersionedWrites.in(caches.getCache(name)));
            return new EmbeddedOrderStatusStore(directory, caches);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** The caches, by the names in {@link io.roosa.shared.store.OrderStatusStore}. */
    public EmbeddedCacheManager caches() {
        return caches;
    }

    /** Where the files are, in a few words for the line that says the store is ready. */
    String files() {
        return "data " + directory.root();
    }

    @Override
    public void close() {
        try (directory) {
            caches.stop();
        }
    }
}
