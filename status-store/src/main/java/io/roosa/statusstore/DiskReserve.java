package io.roosa.statusstore;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the disk under the orders from ever being full: below the reserve no order is written any more, above it again.
 * Infinispan's file store does not get over a write for which there was no space: the entry that was cut off stays in its file,
 * and an entry of which only the index could not be written is not found any more, without a word.
 *
 * <p>Three states: open; refusing, while less than the reserve is free; damaged, once a write may have met a full disk all the
 * same, since another process was quicker. A damaged store is read on, writes nothing more, and ends as soon as there is room:
 * the next start builds the index anew from what was acknowledged.
 */
final class DiskReserve {

    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

    /** How long the file store may take at most to write the index of an entry that it has acknowledged. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(1);
    private static final int EXHAUSTED_SHARE = 16;
    private static final double MEGABYTE = 1024 * 1024;

    private final long bytes;
    private final LongSupplier freeBytes;
    private final LongSupplier nanoTime;
    private final Runnable ending;
    private final String disk;
    private boolean refusing;
    private boolean damaged;
    private long lastLetIn;
    private long lastAmple;

    /**
     * @param bytes how much is to stay free; 0 refuses nothing before a write has failed
     * @param freeBytes how much is free; it is asked before each write, so it must be quick
     * @param nanoTime tells the time
     * @param ending ends the store, in a way that leaves its files as they are
     * @param disk which disk that is, in the operator's words
     */
    DiskReserve(long bytes, LongSupplier freeBytes, LongSupplier nanoTime, Runnable ending, String disk) {
        this.bytes = bytes;
        this.freeBytes = freeBytes;
        this.nanoTime = nanoTime;
        this.ending = ending;
        this.disk = disk;
        this.lastAmple = nanoTime.getAsLong();
        this.lastLetIn = lastAmple - SETTLED_AFTER.toNanos();
    }

    /** Whether an order may be written now. */
    boolean letsWrite() {
        return letIn(isOpen(freeBytes.getAsLong()));
    }

    /** Whether something may be removed: that makes room later, costs a few bytes now, and may use up half of the reserve. */
    boolean letsRemove() {
        long free = freeBytes.getAsLong();
        return letIn(isOpen(free) || !isDamaged() && free >= bytes / 2);
    }

    /** Looks how much is free, so that it is noticed while nobody writes too. */
    void look() {
        isOpen(freeBytes.getAsLong());
    }

    /** A write was let in, and the disk failed it. */
    synchronized void failed(Throwable failure) {
        damage(failure.toString());
    }

    /** Whether an entry that was acknowledged may be missing from the index, though it stands in the files. */
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

    private synchronized boolean letIn(boolean let) {
        if (let) {
            lastLetIn = nanoTime.getAsLong();
        }
        return let;
    }

    private synchronized boolean isOpen(long free) {
        if (free >= bytes / EXHAUSTED_SHARE) {
            lastAmple = nanoTime.getAsLong();
        } else if (lastAmple - lastLetIn < SETTLED_AFTER.toNanos()) {
            damage("the disk was full so soon after a write that its index may not have been written");
        }
        // Once refused it takes an eighth more: a disk at the very edge would change its mind with every order.
        boolean enough = free >= (isRefusing() ? bytes + bytes / 8 : bytes);
        if (damaged) {
            if (enough) {
                LOG.error("order-status-store ends: it may have met a full disk. There is room again ({} free on {}); start it again, and it finds all that it "
                        + "has acknowledged", megabytes(free), disk);
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

    private void damage(String why) {
        if (!damaged) {
            damaged = true;
            LOG.error("order-status-store is only read until it is started again ({}). It ends by itself once there is room on {}", why, disk);
        }
    }

    private static String megabytes(long amount) {
        return String.format(Locale.ROOT, "%.1f MB", amount / MEGABYTE);
    }
}
