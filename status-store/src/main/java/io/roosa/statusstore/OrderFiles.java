package io.roosa.statusstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

import io.roosa.shared.app.WrongSetting;
import io.roosa.shared.store.OrderStatusStore;

/**
 * The files in which all that is known of the orders outlives the process: one RocksDB database with a table for each cache, so
 * that one log takes the writes of all of them, in the order in which they were made.
 */
final class OrderFiles implements AutoCloseable {

    private static final long MEGABYTE = 1024 * 1024;
    /** Its entries come and go with each order, and it is looked through often: what has gone is to be out of the way soon. */
    private static final long IN_FLIGHT_BUFFER = MEGABYTE;
    private static final long BUFFER = 16 * MEGABYTE;
    private static final double FILTER_OF_BUFFER = 0.02;
    private static final long BUFFERS = 64 * MEGABYTE;
    private static final long LOG = 128 * MEGABYTE;
    private static final long BLOCKS_IN_MEMORY = 32 * MEGABYTE;
    private static final int OPEN_FILES = 500;

    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private final Map<String, ColumnFamilyHandle> tables = new ConcurrentHashMap<>();
    /** What RocksDB itself does not close, in the order in which it was made. */
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final LRUCache blocks = closedLast(new LRUCache(BLOCKS_IN_MEMORY));
    private final BloomFilter filter = closedLast(new BloomFilter());
    private final RocksDB database;
    private final GroupedWrites writes;
    private boolean closed;

    /** Something that is done with the database while it is open. */
    @FunctionalInterface
    interface Use<T> {

        /** Does it. */
        T of(RocksDB database) throws RocksDBException;
    }

    private OrderFiles(Path directory, boolean synced, Executor acknowledging) throws IOException, RocksDBException {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        try (Options listing = new Options()) {
            for (byte[] table : RocksDB.listColumnFamilies(listing, directory.toString())) {
                descriptors.add(described(table));
            }
        }
        if (descriptors.isEmpty()) {
            descriptors.add(described(RocksDB.DEFAULT_COLUMN_FAMILY));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        // A database that has lost the file that tells what it is made of is not one that was never written.
        this.database = RocksDB.open(closedLast(new DBOptions().setCreateIfMissing(!holdsOrders(directory))
                .setDbWriteBufferSize(BUFFERS).setMaxTotalWalSize(LOG).setMaxOpenFiles(OPEN_FILES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL).setKeepLogFileNum(2)), directory.toString(), descriptors, handles);
        for (ColumnFamilyHandle handle : handles) {
            tables.put(new String(handle.getName(), StandardCharsets.UTF_8), handle);
        }
        this.writes = new GroupedWrites(database, closedLast(new WriteOptions().setSync(synced)), acknowledging);
    }

    private static boolean holdsOrders(Path directory) throws IOException {
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(directory, "*.{log,sst}")) {
            return kept.iterator().hasNext();
        }
    }

    /**
     * Opens them, or makes them where there are none.
     *
     * @param synced whether a write is acknowledged only when it would survive a loss of power, not just the end of the process
     * @param acknowledging where those who wait for a write go on
     * @throws WrongSetting where they cannot be opened, or are none of ours
     */
    static OrderFiles open(Path directory, boolean synced, Executor acknowledging) {
        try {
            Files.createDirectories(directory);
            // Beside the orders and under one name: a process that is killed leaves a file of its own in the temporary directory each time.
            NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
            return new OrderFiles(directory, synced, acknowledging);
        } catch (IOException | RocksDBException | UnsatisfiedLinkError e) {
            throw new WrongSetting(DataDirectory.PROPERTY, directory.getParent().toString(), "a directory in which orders can be kept (" + e.getMessage() + ")");
        }
    }

    /** The table of that name, empty where it was never written. Several caches ask at once as they start. */
    synchronized ColumnFamilyHandle table(String name) {
        return use(open -> {
            ColumnFamilyHandle table = tables.get(name);
            if (table == null) {
                table = open.createColumnFamily(described(name.getBytes(StandardCharsets.UTF_8)));
                tables.put(name, table);
            }
            return table;
        });
    }

    /** What is written to them. */
    GroupedWrites writes() {
        return writes;
    }

    /**
     * Uses the database, which stays open meanwhile: to reach into one that is closed would end the process.
     *
     * @throws org.infinispan.commons.IllegalLifecycleStateException where it is closed
     * @throws org.infinispan.persistence.spi.PersistenceException where the disk fails
     */
    <T> T use(Use<T> use) {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw GroupedWrites.closed();
            }
            return use.of(database);
        } catch (RocksDBException e) {
            throw GroupedWrites.failed(e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Writes what still waits, and closes them. */
    @Override
    public void close() {
        writes.close();
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tables.values().forEach(ColumnFamilyHandle::close);
                database.close();
                for (int last = parts.size() - 1; last >= 0; last--) {
                    parts.get(last).close();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private ColumnFamilyDescriptor described(byte[] name) {
        boolean inFlight = new String(name, StandardCharsets.UTF_8).equals(OrderStatusStore.IN_FLIGHT);
        return new ColumnFamilyDescriptor(name, closedLast(new ColumnFamilyOptions()
                .setWriteBufferSize(inFlight ? IN_FLIGHT_BUFFER : BUFFER)
                // Whether an order stands there already is asked of each that is new: most often it has to be told of what is in memory.
                .setMemtablePrefixBloomSizeRatio(FILTER_OF_BUFFER).setMemtableWholeKeyFiltering(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(blocks).setFilterPolicy(filter)
                        .setCacheIndexAndFilterBlocks(true).setPinL0FilterAndIndexBlocksInCache(true))));
    }

    private <T extends AutoCloseable> T closedLast(T part) {
        parts.add(part);
        return part;
    }
}
