package io.roosa.statusstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.factories.KnownComponentNames;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;

import io.roosa.shared.app.Settings;

/** What is kept of every order, open in this JVM: in memory what was used last, on disk all of it. */
public final class EmbeddedOrderStatusStore implements AutoCloseable {

    /** What a process ends with that could not write (EX_IOERR of sysexits.h): whoever watches over it starts it again. */
    private static final int CANNOT_WRITE = 74;
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final DataDirectory directory;
    private final OrderFiles files;
    private final DefaultCacheManager caches;
    private final DiskReserve reserve;
    private final ScheduledExecutorService watch;

    private EmbeddedOrderStatusStore(DataDirectory directory, OrderFiles files, DefaultCacheManager caches, DiskReserve reserve) {
        this.directory = directory;
        this.files = files;
        this.caches = caches;
        this.reserve = reserve;
        this.watch = Executors.newSingleThreadScheduledExecutor(looking -> {
            Thread thread = new Thread(looking, "order-status-store-disk");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(reserve::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the store on the files in {@code order-status-store.data-dir}, with every entry that was acknowledged before.
     *
     * @throws io.roosa.shared.app.WrongSetting where the directory cannot be used, or a setting is wrong
     */
    public static EmbeddedOrderStatusStore open(Settings settings) {
        DataDirectory directory = DataDirectory.of(settings);
        // Not an orderly stop: that writes, and may wait for a disk that fails.
        return open(settings, directory, directory::freeBytes, () -> Runtime.getRuntime().halt(CANNOT_WRITE));
    }

    /**
     * The same on a disk of which {@code freeBytes} are free.
     *
     * @param ending ends the process where the disk has failed a write, and there is room
     */
    static EmbeddedOrderStatusStore open(Settings settings, DataDirectory directory, LongSupplier freeBytes, Runnable ending) {
        OrderFiles files = null;
        try {
            StateFiles.mendIn(directory.root());
            DiskReserve reserve = new DiskReserve(settings.size("order-status-store.disk-reserve"), freeBytes, ending,
                    "the disk of " + directory.root());
            DefaultCacheManager caches = new DefaultCacheManager(StoreConfiguration.read(settings, directory), false);
            GlobalComponentRegistry components = GlobalComponentRegistry.of(caches);
            files = OrderFiles.open(directory.orders(), settings.flag("order-status-store.sync-writes"),
                    components.getComponent(ExecutorService.class, KnownComponentNames.NON_BLOCKING_EXECUTOR));
            components.registerComponent(files, OrderFiles.class.getName());
            caches.start();
            caches.startCaches(caches.getCacheNames().toArray(String[]::new));
            caches.getCacheNames().forEach(name -> VersionedWrites.in(caches.getCache(name)));
            caches.getCacheNames().forEach(name -> WritesWithinReserve.in(caches.getCache(name), reserve));
            return new EmbeddedOrderStatusStore(directory, files, caches, reserve);
        } catch (IOException e) {
            close(directory, files);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close(directory, files);
            throw e;
        }
    }

    private static void close(DataDirectory directory, OrderFiles files) {
        try (directory) {
            if (files != null) {
                files.close();
            }
        }
    }

    /** The caches, by the names in {@link io.roosa.shared.store.OrderStatusStore}. */
    public EmbeddedCacheManager caches() {
        return caches;
    }

    /** Says whether orders are written at the moment. */
    DiskReserve reserve() {
        return reserve;
    }

    /** Where the files are, in a few words for the line that says the store is ready. */
    String files() {
        return "data " + directory.root();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try (directory; files) {
            caches.stop();
        }
    }
}
