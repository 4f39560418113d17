package io.roosa.statusstore;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Infinispan keeps for itself beside the orders: files for schemas and counters, none of them ours. After a loss of power
 * not even their first four bytes may stand, for which it would not start; such a file is removed.
 */
final class StateFiles {

    private static final int OWN_MAGIC = 4;

    private StateFiles() {
    }

    /** Removes what cannot be read. @throws IOException where that fails */
    static void mendIn(Path root) throws IOException {
        try (DirectoryStream<Path> own = Files.newDirectoryStream(root, "*.dat")) {
            for (Path file : own) {
                if (Files.size(file) <= OWN_MAGIC) {
                    Files.delete(file);
                }
            }
        }
    }
}
