package io.roosa.statusstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file to which entries are appended, each with one write: Infinispan hands them over in five pieces, of which each would be a
 * call to the operating system. What fails half-way is written over by the next one, as Infinispan believes it to be. Before the
 * file is closed its entries are written for good: Infinispan acknowledges the last ones right after.
 */
final class AppendedEntries extends EntryFile {

    private static final int FIRST_CAPACITY = 4 * 1024;

    private final Runnable closed;
    private ByteBuffer entry = ByteBuffer.allocate(FIRST_CAPACITY);
    private long missing;
    private volatile boolean synced = true;

    /** Opens it. @param closed told when it is closed */
    AppendedEntries(FileChannel file, Runnable closed) {
        super(file);
        this.closed = closed;
    }

    @Override
    public int write(ByteBuffer piece) throws IOException {
        int length = piece.remaining();
        if (missing == 0) {
            missing = LogFiles.lengthOfEntry(piece);
            entry = missing > entry.capacity() ? ByteBuffer.allocate(Math.toIntExact(missing)) : entry.clear();
        }
        entry.put(piece);
        missing -= length;
        if (missing == 0) {
            writeWhole(entry.flip());
        }
        return length;
    }

    private void writeWhole(ByteBuffer whole) throws IOException {
        long began = file().position();
        try {
            while (whole.hasRemaining()) {
                file().write(whole);
            }
            // Set after the write, and before it is acknowledged: a force in between has this one's bytes too, or is followed by another.
            synced = false;
        } catch (IOException e) {
            file().position(began);
            throw e;
        }
    }

    /** Sees to it that what was written survives a loss of power, for all who ask. @throws IOException where it may not */
    synchronized void sync() throws IOException {
        if (!synced) {
            force(false);
        }
    }

    /** Whether all that was written survives a loss of power. */
    boolean isSynced() {
        return synced;
    }

    @Override
    public synchronized void force(boolean metadata) throws IOException {
        synced = true;
        try {
            file().force(metadata);
        } catch (IOException e) {
            synced = false;
            throw e;
        }
    }

    @Override
    protected void implCloseChannel() throws IOException {
        try (FileChannel open = file()) {
            open.force(false);
        } finally {
            closed.run();
        }
    }
}
