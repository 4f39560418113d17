package io.roosa.system.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.roosa.system.NotReady;

/**
 * A disk that the store has for itself, so that it can be full, and its power can fail, without any other disk being touched.
 * It is a file system in a file: what the store has not had written to it for good is in the kernel's memory alone, and a copy
 * of that file is what a machine finds on its disk after a loss of power. Without the right to such a thing it is a directory of
 * limited size in memory, which can only be full.
 */
final class StoreDisk implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Path directory;
    private final Optional<Path> image;

    private StoreDisk(Path directory, Optional<Path> image) {
        this.directory = directory;
        this.image = image;
    }

    /** Makes one where the operating system lets us: it takes Linux, and the right to mount. */
    static Optional<StoreDisk> at(Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
            Path image = directory.resolveSibling(directory.getFileName() + ".img");
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(megabytes * 1024L * 1024);
            }
            if (ran("mkfs.ext4", "-q", "-F", "-m", "0", image.toString()) && mounted(image, directory)) {
                Files.deleteIfExists(directory.resolve("lost+found"));
                return Optional.of(new StoreDisk(directory, Optional.of(image)));
            }
            Files.delete(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean made = ran("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
        return made ? Optional.of(new StoreDisk(directory, Optional.empty())) : Optional.empty();
    }

    /** Whether its power can fail, besides its being full. */
    boolean canLosePower() {
        return image.isPresent();
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

    /**
     * The power fails while the store stands still: what it has not had written for good is gone.
     *
     * @param dies ends the store's process
     */
    void losePower(Runnable dies) {
        Path left = image.orElseThrow().resolveSibling(image.orElseThrow().getFileName() + ".left");
        must(ran("cp", "--sparse=always", image.orElseThrow().toString(), left.toString()));
        dies.run();
        must(ran("umount", directory.toString()));
        try {
            Files.move(left, image.orElseThrow(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        must(mounted(image.orElseThrow(), directory));
    }

    @Override
    public void close() {
        ran("umount", directory.toString());
        image.ifPresent(path -> path.toFile().delete());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    /** Nothing is written for good before its time: only what the store asks for is. */
    private static boolean mounted(Path image, Path directory) {
        return ran("mount", "-o", "loop,noatime,commit=300", image.toString(), directory.toString());
    }

    private void must(boolean done) {
        if (!done) {
            throw new NotReady("the disk under the store at " + directory + " could not be made to lose its power");
        }
    }

    private static boolean ran(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notToBeHad) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        }
    }
}
