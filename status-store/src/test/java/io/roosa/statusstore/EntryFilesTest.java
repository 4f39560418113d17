package io.roosa.statusstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How entries reach the disk, and come back from it. */
class EntryFilesTest {

    @TempDir
    private Path directory;

    private Path path;
    private Recorded disk;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("ispn12.0");
        disk = new Recorded(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    @Test
    void an_entry_that_comes_in_pieces_is_one_write() throws IOException {
        AppendedEntries entries = new AppendedEntries(disk, () -> { });

        append(entries, "key-1", "value 1");
        append(entries, "key-2", "v".repeat(10_000));

        assertThat(disk.writes).hasSize(2);
        assertThat(Files.size(path)).isEqualTo(27 + 5 + 7 + 27 + 5 + 10_000);
    }

    @Test
    void what_was_half_written_on_a_full_disk_is_written_over() throws IOException {
        AppendedEntries entries = new AppendedEntries(disk, () -> { });
        append(entries, "key-1", "value 1");
        disk.full = true;
        assertThatThrownBy(() -> append(entries, "key-2", "never acknowledged")).isInstanceOf(IOException.class);
        disk.full = false;

        append(entries, "key-3", "value 3");

        assertThat(new String(Files.readAllBytes(path), 39, 27 + 12, StandardCharsets.US_ASCII)).contains("key-3value 3");
    }

    @Test
    void what_follows_no_header_is_refused_before_it_reaches_the_disk() {
        AppendedEntries entries = new AppendedEntries(disk, () -> { });

        assertThatThrownBy(() -> entries.write(ByteBuffer.wrap("no header of an entry, but long enough".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class);

        assertThat(disk.writes).isEmpty();
    }

    @Test
    void a_file_is_written_for_good_when_it_is_closed_and_once_for_what_was_written_since() throws IOException {
        AppendedEntries entries = new AppendedEntries(disk, () -> { });
        append(entries, "key-1", "value 1");

        entries.sync();
        entries.sync();
        assertThat(disk.forced).isEqualTo(1);

        entries.close();
        assertThat(disk.forced).isEqualTo(2);
    }

    @Test
    void what_was_moved_is_on_the_disk_before_the_file_it_came_from_can_be_deleted() throws IOException {
        FileChannel moved = SyncedFiles.opened(directory.resolve("ispn12.1").toFile(), true);
        append(moved, "key-1", "value 1");
        FileChannel source = SyncedFiles.opened(path.toFile(), false);

        source.close();

        assertThat(((AppendedEntries) moved).isSynced()).isTrue();
        moved.close();
    }

    @Test
    void a_file_that_could_not_be_synced_is_not_given_up() throws IOException {
        StoredEntries source = new StoredEntries(disk, () -> false, () -> {
            throw new IOException("the disk is gone");
        });

        assertThatThrownBy(source::close).hasMessage("the disk is gone");
    }

    @Test
    void read_in_whatever_pieces_a_file_says_what_is_in_it() throws IOException {
        long seed = 20261124;
        Random random = new Random(seed);
        byte[] content = new byte[200_000];
        random.nextBytes(content);
        Files.write(path, content);
        StoredEntries stored = new StoredEntries(FileChannel.open(path, StandardOpenOption.READ), () -> false, () -> { });

        for (int position = 0, round = 0; round < 20_000; round++) {
            int at = random.nextInt(10) == 0 ? random.nextInt(content.length) : position;
            int length = 1 + random.nextInt(random.nextInt(50) == 0 ? 40_000 : 100);
            ByteBuffer read = ByteBuffer.allocate(length);
            int count = stored.read(read, at);

            int expected = Math.min(length, content.length - at);
            assertThat(count).as("seed %d, round %d", seed, round).isEqualTo(expected == 0 ? -1 : expected);
            assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(content, at, expected));
            position = at + expected >= content.length ? 0 : at + expected;
        }
    }

    @Test
    void of_a_file_that_grows_nothing_is_read_ahead() throws IOException {
        AtomicBoolean grows = new AtomicBoolean(true);
        Files.write(path, new byte[] {1, 1, 1, 1});
        StoredEntries stored = new StoredEntries(FileChannel.open(path, StandardOpenOption.READ), grows::get, () -> { });
        stored.read(ByteBuffer.allocate(1), 0);
        stored.read(ByteBuffer.allocate(1), 1);

        Files.write(path, new byte[] {1, 1, 2, 2});

        ByteBuffer read = ByteBuffer.allocate(2);
        stored.read(read, 2);
        assertThat(read.array()).containsExactly(2, 2);
    }

    /** In the pieces in which Infinispan hands an entry over. */
    static void append(FileChannel file, String key, String value) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(27);
        header.put((byte) 1).putShort((short) key.length()).putShort((short) 0).putInt(value.length()).putShort((short) 0).putLong(1).putLong(-1).flip();
        file.write(header);
        file.write(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
        file.write(ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A disk that remembers what it was asked for, and can be full. */
    private static final class Recorded extends EntryFile {

        private final List<Integer> writes = new ArrayList<>();
        private int forced;
        private boolean full;

        Recorded(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (full) {
                file().write(source.slice(source.position(), source.remaining() / 2));
                throw new IOException("No space left on device");
            }
            writes.add(source.remaining());
            return file().write(source);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            forced++;
            file().force(metadata);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file().close();
        }
    }
}
