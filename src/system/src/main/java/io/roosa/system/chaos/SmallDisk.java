package io.roosa.system.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.roosa.system.NotReady;

/** A directory of a limited size, so that the disk under the store can be full without any other disk being so. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Makes one where the operating system lets us: it takes Linux, and the right to mount. */
    static Optional<SmallDisk> at(Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean made = ran(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()));
        return made ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    /** Takes what is free but for so much: with 0 not a byte is left. */
    void fill(long leftBytes) {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            FileStore disk = Files.getFileStore(directory);
            byte[] block = new byte[BLOCK];
            while (leftBytes == 0 || disk.getUsableSpace() > leftBytes) {
                ballast.write(block);
            }
        } catch (IOException full) {
            // that is what it is for
        }
    }

    /** Gives back what was taken. */
    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ran(List.of("umount", directory.toString()));
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    private static boolean ran(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notToBeHad) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        }
    }
}
