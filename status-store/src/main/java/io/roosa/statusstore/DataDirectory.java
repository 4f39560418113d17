package io.roosa.statusstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;

/** The directory in which the orders outlive a restart. Exactly one process at a time holds it. */
final class DataDirectory implements AutoCloseable {

    static final String PROPERTY = "order-status-store.data-dir";
    private static final String ORDERS = "orders";
    /** What can be written within it is a small part of any reserve, and asking costs more than the rest of a write's way to the disk. */
    private static final long FREE_HOLDS_FOR = Duration.ofMillis(10).toNanos();

    private final Path root;
    private final FileChannel lock;
    private final FileStore disk;
    private volatile Free free;

    private DataDirectory(Path root, FileChannel lock, FileStore disk) {
        this.root = root;
        this.lock = lock;
        this.disk = disk;
        this.free = new Free(asked(), System.nanoTime());
    }

    /**
     * Takes the directory that {@code order-status-store.data-dir} names, making it where it is missing.
     *
     * @throws WrongSetting where it cannot be made or written, another process holds it, or an earlier version kept orders in it
     */
    static DataDirectory of(Settings settings) {
        Path root = settings.directory(PROPERTY).toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            refuseOrdersOfAnEarlierVersion(root);
            // To find the disk of a path, every mount of the machine is looked at; that is no question for each write.
            return new DataDirectory(root, locked(root), Files.getFileStore(root));
        } catch (IOException notWritable) {
            throw new WrongSetting(PROPERTY, root.toString(), "a directory that can be written (" + notWritable + ")");
        }
    }

    /** It kept them in Infinispan's file store, which is not read any more: to go on as if there were none would lose them. */
    private static void refuseOrdersOfAnEarlierVersion(Path root) throws IOException {
        Path data = root.resolve("data");
        if (Files.exists(root.resolve(ORDERS)) || !Files.isDirectory(data)) {
            return;
        }
        boolean found = Files.isDirectory(root.resolve("index"));
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(data, cache -> Files.isDirectory(cache.resolve("data")))) {
            for (Path cache : caches) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(cache.resolve("data"), "ispn12.*")) {
                    found |= files.iterator().hasNext();
                }
            }
        }
        if (found) {
            throw new WrongSetting(PROPERTY, root.toString(), "a directory without orders of an earlier version, whose files (" + data + ") are not read any more: "
                    + "let the earlier version end its orders there and go on with another directory, or name another one now");
        }
    }

    private static FileChannel locked(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // The operating system gives the lock back however the process ends, so a killed store never has to be unlocked by hand.
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldInThisJvm) {
            // answered below, as a lock that another process holds
        }
        if (lock == null) {
            channel.close();
            throw new WrongSetting(PROPERTY, root.toString(), "a directory that no other running order-status-store uses");
        }
        return channel;
    }

    /** The directory itself, absolute. */
    Path root() {
        return root;
    }

    /** Where in it the orders are. */
    Path orders() {
        return root.resolve(ORDERS);
    }

    /** How many bytes were free for us on its disk a moment ago; none where that could not be told. */
    long freeBytes() {
        long now = System.nanoTime();
        Free last = free;
        if (now - last.asked() > FREE_HOLDS_FOR) {
            last = new Free(asked(), now);
            free = last;
        }
        return last.bytes();
    }

    private record Free(long bytes, long asked) {
    }

    private long asked() {
        try {
            return disk.getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
