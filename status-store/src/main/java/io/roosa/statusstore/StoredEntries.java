package io.roosa.statusstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.BooleanSupplier;

/**
 * A file that entries are read from. Infinispan reads one in up to six pieces, and its compactor reads a whole file like that, so
 * that a file of which nothing changes any more, once it is read from front to back, is read in blocks. Before it is closed, which
 * goes before its deletion, what was moved from it is written for good.
 */
final class StoredEntries extends EntryFile {

    private static final int BLOCK = 32 * 1024;

    private final BooleanSupplier grows;
    private final Closing closing;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long blockAt;
    private long expected = -1;

    /** What is done before the file is closed. */
    @FunctionalInterface
    interface Closing {

        /** Does it. @throws IOException where the file must not be given up */
        void beforeClose() throws IOException;
    }

    /** Opens it. @param grows whether entries are still appended to it */
    StoredEntries(FileChannel file, BooleanSupplier grows, Closing closing) {
        super(file);
        this.grows = grows;
        this.closing = closing;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        synchronized (this) {
            boolean goesOn = position == expected;
            expected = position + target.remaining();
            if (isInBlock(position, target) || goesOn && isReadAhead(position, target)) {
                int length = target.remaining();
                int from = (int) (position - blockAt);
                target.put(block.duplicate().position(from).limit(from + length));
                return length;
            }
        }
        return file().read(target, position);
    }

    private boolean isInBlock(long position, ByteBuffer target) {
        return position >= blockAt && position + target.remaining() <= blockAt + block.limit();
    }

    private boolean isReadAhead(long position, ByteBuffer target) throws IOException {
        if (target.remaining() > BLOCK || grows.getAsBoolean()) {
            return false;
        }
        ByteBuffer next = block.capacity() == BLOCK ? block.clear() : ByteBuffer.allocate(BLOCK);
        block = ByteBuffer.allocate(0);
        while (next.hasRemaining() && file().read(next, position + next.position()) >= 0) {
            // until the block is full, or the file at its end
        }
        block = next.flip();
        blockAt = position;
        return isInBlock(position, target);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        closing.beforeClose();
        file().close();
    }
}
