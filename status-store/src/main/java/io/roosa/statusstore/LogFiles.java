package io.roosa.statusstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in which Infinispan keeps every entry, put in order before it reads them.
 *
 * <p>Where the disk was full, or the process killed, in the midst of a write, half of an entry stands at the end of a file. Nobody
 * was told that it stands; yet Infinispan, building its index anew, takes it for the latest entry as soon as its key is there, in
 * place of the whole one that was acknowledged before. So it is cut off. After a loss of power the same place may be filled with
 * zeros; and of the two files in which Infinispan keeps schemas and counters, none of them ours, not even the first four bytes may
 * stand, for which it would not start.
 *
 * <p>The format is that of {@code org.infinispan.persistence.sifs.EntryHeader} since Infinispan 12: a magic byte 1; the length of
 * key (2 bytes), metadata (2), value (4) and internal metadata (2); 16 more bytes; then these four.
 */
final class LogFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LogFiles.class);
    private static final String FILES = "ispn12.*";
    private static final byte MAGIC = 1;
    private static final int HEADER = 27;
    private static final int OWN_MAGIC = 4;
    private static final int BLOCK = 64 * 1024;

    private LogFiles() {
    }

    /**
     * Cuts off what was not written as a whole, in each cache that was not closed in order, and removes Infinispan's own files in
     * which no entry stands.
     *
     * @throws IOException where a file cannot be read, cut or removed
     */
    static void mendIn(Path root) throws IOException {
        try (DirectoryStream<Path> own = Files.newDirectoryStream(root, "*.dat")) {
            for (Path file : own) {
                if (Files.size(file) <= OWN_MAGIC) {
                    Files.delete(file);
                }
            }
        }
        for (Path cache : cachesIn(root)) {
            if (Files.notExists(indexCount(root, cache))) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(cache.resolve("data"), FILES)) {
                    for (Path file : files) {
                        cut(file);
                    }
                }
            }
        }
    }

    /** Lets the next start build every index anew, as after a kill. @throws IOException where a file cannot be removed */
    static void distrustIndexIn(Path root) throws IOException {
        for (Path cache : cachesIn(root)) {
            Files.deleteIfExists(indexCount(root, cache));
        }
    }

    private static List<Path> cachesIn(Path root) throws IOException {
        Path data = root.resolve("data");
        if (Files.notExists(data)) {
            return List.of();
        }
        try (Stream<Path> caches = Files.list(data)) {
            return caches.filter(cache -> Files.isDirectory(cache.resolve("data"))).toList();
        }
    }

    /** It is written as the last thing of an orderly stop, and removed at the start. */
    private static Path indexCount(Path root, Path cache) {
        return root.resolve("index").resolve(cache.getFileName()).resolve("index").resolve("index-count");
    }

    private static void cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long whole = wholeRecords(channel, size);
            if (whole < size) {
                LOG.warn("{}: the last {} bytes are of an entry that was never written as a whole, nor acknowledged; cut off", file, size - whole);
                channel.truncate(whole);
                channel.force(true);
            }
        }
    }

    /** Where the last whole record ends. What is no record at all is left for Infinispan to judge. */
    private static long wholeRecords(FileChannel channel, long size) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        long end = 0;
        while (end < size) {
            header.clear();
            while (header.hasRemaining() && channel.read(header, end + header.position()) >= 0) {
                // until the header is whole, or the file at its end
            }
            if (header.hasRemaining()) {
                return end;
            }
            header.flip();
            if (header.get() != MAGIC) {
                return isZero(channel, end, size) ? end : size;
            }
            long length = HEADER + header.getShort() + header.getShort() + header.getInt() + header.getShort();
            if (length < HEADER) {
                return size;
            }
            if (end + length > size) {
                return end;
            }
            end += length;
        }
        return end;
    }

    private static boolean isZero(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long at = from; at < to; at += BLOCK) {
            block.clear();
            while (block.hasRemaining() && channel.read(block, at + block.position()) >= 0) {
                // until the block is whole, or the file at its end
            }
            block.flip();
            while (block.hasRemaining()) {
                if (block.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
