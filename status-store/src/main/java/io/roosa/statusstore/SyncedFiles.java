package io.roosa.statusstore;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Opens the files in which orders are kept so that a loss of power takes none that was acknowledged. Infinispan's file store has
 * each write of an order written for good, but not what its compactor moves to another file before the first is deleted, nor the
 * last entries of a file that is full: seen as a third of all orders lost (chaos scenario power-loss).
 */
public final class SyncedFiles {

    private static final String ENTRIES = "ispn12.";
    private static final String COMPACTOR = "org.infinispan.persistence.sifs.Compactor";

    private SyncedFiles() {
    }

    /**
     * Opens one of the file store's files.
     *
     * @param create whether it is new: written from the start and not read
     * @throws FileNotFoundException where it cannot be opened
     */
    public static FileChannel opened(File file, boolean create) throws FileNotFoundException {
        if (!create) {
            return new RandomAccessFile(file, "rw").getChannel();
        }
        if (!file.getName().startsWith(ENTRIES)) {
            return new FileOutputStream(file).getChannel();
        }
        try {
            FileChannel entries = isOpenedByCompactor()
                    ? FileChannel.open(file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DSYNC)
                    : new SyncedAtClose(FileChannel.open(file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            syncEntryOf(file);
            return entries;
        } catch (IOException e) {
            FileNotFoundException failure = new FileNotFoundException(file + " cannot be written: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /** What the compactor writes has been acknowledged long ago, and it never has it written for good. */
    private static boolean isOpenedByCompactor() {
        return StackWalker.getInstance().walk(frames -> isAmong(frames.map(StackWalker.StackFrame::getClassName)));
    }

    private static boolean isAmong(Stream<String> classes) {
        return classes.anyMatch(name -> name.equals(COMPACTOR) || name.startsWith(COMPACTOR + "$"));
    }

    /** That there is such a file is written in its directory; where directories cannot be opened, the file system sees to it. */
    private static void syncEntryOf(File file) {
        try (FileChannel directory = FileChannel.open(file.toPath().toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notHere) {
            // Windows: nothing to be done, and nothing lost that the file itself does not lose.
        }
    }
}
