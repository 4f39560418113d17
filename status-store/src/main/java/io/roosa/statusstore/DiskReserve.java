package io.roosa.statusstore;

import java.util.Locale;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the disk under the orders from ever being full: below the reserve no order is written any more, above it again. What is
 * left then takes removals, and what RocksDB writes from memory and compacts.
 *
 * <p>Three states: open; refusing, while less than the reserve is free; damaged, once the disk failed a write that was let in,
 * since another process was quicker, or the disk is broken. RocksDB acknowledges only what is in its log, so nothing that was
 * acknowledged is missing; but whether the write that failed stands is not known before the log is read again. A damaged store is
 * read on, writes nothing more, and ends as soon as there is room: the next start finds all that was acknowledged.
 */
final class DiskReserve {

    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

    private static final double MEGABYTE = 1024 * 1024;

    private final long bytes;
    private final LongSupplier freeBytes;
    private final Runnable ending;
    private final String disk;
    private boolean refusing;
    private boolean damaged;

    /**
     * @param bytes how much is to stay free; 0 refuses nothing before a write has failed
     * @param freeBytes how much is free; it is asked before each write, so it must be quick
     * @param ending ends the store, without another write
     * @param disk which disk that is, in the operator's words
     */
    DiskReserve(long bytes, LongSupplier freeBytes, Runnable ending, String disk) {
        this.bytes = bytes;
        this.freeBytes = freeBytes;
        this.ending = ending;
        this.disk = disk;
    }

    /** Whether an order may be written now. */
    boolean letsWrite() {
        return isOpen(freeBytes.getAsLong());
    }

    /** Whether something may be removed: that makes room later, costs a few bytes now, and may use up half of the reserve. */
    boolean letsRemove() {
        long free = freeBytes.getAsLong();
        return isOpen(free) || !isDamaged() && free >= bytes / 2;
    }

    /** Looks how much is free, so that it is noticed while nobody writes too. */
    void look() {
        isOpen(freeBytes.getAsLong());
    }

    /** A write was let in, and the disk failed it. */
    synchronized void failed(Throwable failure) {
        if (!damaged) {
            damaged = true;
            LOG.error("order-status-store is only read until it is started again ({}). It ends by itself once there is room on {}", failure.toString(), disk);
        }
    }

    /** Whether the disk has failed a write. */
    synchronized boolean isDamaged() {
        return damaged;
    }

    /** Whether orders are refused at the moment. */
    synchronized boolean isRefusing() {
        return refusing || damaged;
    }

    /** Why orders are refused, and what to do about it. */
    String refusal() {
        return refusal(freeBytes.getAsLong());
    }

    private String refusal(long free) {
        return "order-status-store takes no writes, it is only read: " + megabytes(free) + " free on " + disk
                + ", order-status-store.disk-reserve = " + megabytes(bytes) + "; make room there, and it takes them again";
    }

    private synchronized boolean isOpen(long free) {
        // Once refused it takes an eighth more: a disk at the very edge would change its mind with every order.
        boolean enough = free >= (isRefusing() ? bytes + bytes / 8 : bytes);
        if (damaged) {
            if (enough) {
                LOG.error("order-status-store ends: the disk has failed a write. There is room ({} free on {}); start it again, and it finds all that it has "
                        + "acknowledged", megabytes(free), disk);
                ending.run();
            }
            return false;
        }
        if (refusing == enough) {
            refusing = !enough;
            if (enough) {
                LOG.info("order-status-store takes writes again: {} free on {}", megabytes(free), disk);
            } else {
                LOG.error("{}", refusal(free));
            }
        }
        return enough;
    }

    private static String megabytes(long amount) {
        return String.format(Locale.ROOT, "%.1f MB", amount / MEGABYTE);
    }
}
