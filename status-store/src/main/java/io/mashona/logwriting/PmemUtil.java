package io.mashona.logwriting;

import java.io.File;
import java.io.FileNotFoundException;
import java.nio.channels.FileChannel;

import io.roosa.statusstore.SyncedFiles;

/**
 * Lets the store decide how the files are opened in which it keeps the orders. Infinispan's file store asks a class of this name, if
 * there is one, for every file: it is meant for persistent memory, and it is the only door to what its compactor writes.
 */
public final class PmemUtil {

    private PmemUtil() {
    }

    /**
     * Opens a file of the file store.
     *
     * @param length how large it may become
     * @param create whether it is new
     * @param readSharedMetadata for persistent memory alone
     */
    public static FileChannel pmemChannelFor(File file, int length, boolean create, boolean readSharedMetadata) throws FileNotFoundException {
        return SyncedFiles.opened(file, create);
    }
}
