package io.roosa.statusstore;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens the files in which orders are kept so that a loss of power takes none that was acknowledged. Infinispan's file store has
 * each write of an order written for good, but not what its compactor moves to another file before the first is deleted, nor the
 * last entries of a file that is full: seen as a third of all orders lost (chaos scenario power-loss).
 */
public final class SyncedFiles {

    private static final String ENTRIES = "ispn12.";

    /** The files that are being appended to, in the whole process: Infinispan has but one door for all of its stores. */
    private static final Map<Path, AppendedEntries> GROWING = new ConcurrentHashMap<>();

    private SyncedFiles() {
    }

    /**
     * Opens one of the file store's files.
     *
     * @param create whether it is new: written from the start and not read
     * @throws FileNotFoundException where it cannot be opened
     */
    public static FileChannel opened(File file, boolean create) throws FileNotFoundException {
        if (!file.getName().startsWith(ENTRIES)) {
            return create ? new FileOutputStream(file).getChannel() : new RandomAccessFile(file, "rw").getChannel();
        }
        Path path = file.toPath().toAbsolutePath();
        if (!create) {
            return new StoredEntries(new RandomAccessFile(file, "rw").getChannel(), () -> GROWING.containsKey(path), () -> syncIn(path.getParent()));
        }
        try {
            AppendedEntries entries = new AppendedEntries(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), () -> GROWING.remove(path));
            GROWING.put(path, entries);
            syncEntryOf(path);
            return entries;
        } catch (IOException e) {
            FileNotFoundException failure = new FileNotFoundException(file + " cannot be written: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /** What stands in a directory's files that still grow survives a loss of power from now on. @throws IOException where it may not */
    static void syncIn(Path directory) throws IOException {
        for (Map.Entry<Path, AppendedEntries> growing : GROWING.entrySet()) {
            if (growing.getKey().getParent().equals(directory)) {
                growing.getValue().sync();
            }
        }
    }

    /** That there is such a file is written in its directory; where directories cannot be opened, the file system sees to it. */
    private static void syncEntryOf(Path file) {
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notHere) {
            // Windows: nothing to be done, and nothing lost that the file itself does not lose.
        }
    }
}
