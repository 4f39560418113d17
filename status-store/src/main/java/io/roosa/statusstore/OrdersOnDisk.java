package io.roosa.statusstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import io.reactivex.rxjava3.core.Flowable;
import org.infinispan.commons.io.ByteBuffer;
import org.infinispan.commons.util.IntSet;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.marshall.persistence.PersistenceMarshaller;
import org.infinispan.persistence.spi.InitializationContext;
import org.infinispan.persistence.spi.MarshallableEntry;
import org.infinispan.persistence.spi.NonBlockingStore;
import org.infinispan.persistence.spi.PersistenceException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.store.OrderStatusStore;
import io.roosa.statusstore.KeptTable.Row;

/** Keeps what a cache holds in the {@link OrderFiles} that its cache manager was given. Infinispan makes one for each cache. */
public final class OrdersOnDisk<K, V> implements NonBlockingStore<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersOnDisk.class);
    private static final int ROWS_AT_ONCE = 500;

    private InitializationContext context;
    private PersistenceMarshaller marshaller;
    private KeptTable table;
    private int allSegments;

    @Override
    public Set<Characteristic> characteristics() {
        return EnumSet.of(Characteristic.BULK_READ, Characteristic.EXPIRATION, Characteristic.SEGMENTABLE);
    }

    @Override
    public CompletionStage<Void> start(InitializationContext cache) {
        this.context = cache;
        this.marshaller = cache.getPersistenceMarshaller();
        this.allSegments = cache.getCache().getCacheConfiguration().clustering().hash().numSegments();
        OrderFiles files = GlobalComponentRegistry.componentOf(cache.getCache().getCacheManager(), OrderFiles.class);
        return cache.getBlockingManager().runBlocking(() -> table = opened(files, cache.getCache().getName()), "open");
    }

    private static KeptTable opened(OrderFiles files, String cache) {
        return new KeptTable(files, cache, cache.equals(OrderStatusStore.IN_FLIGHT));
    }

    /** The files are closed by who opened them, after the last cache. */
    @Override
    public CompletionStage<Void> stop() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<MarshallableEntry<K, V>> load(int segment, Object cacheKey) {
        byte[] key = key(segment, cacheKey);
        if (!table.mayHold(key)) {
            return CompletableFuture.completedStage(null);
        }
        CompletionStage<byte[]> read = table.isInMemory() ? CompletableFuture.completedStage(table.read(key))
                : context.getBlockingManager().supplyBlocking(() -> table.read(key), "read");
        return read.thenApply(entry -> entry == null || KeptEntry.isExpired(entry, now()) ? null : entry(cacheKey, entry));
    }

    @Override
    public CompletionStage<Void> write(int segment, MarshallableEntry<? extends K, ? extends V> entry) {
        ByteBuffer cacheKey = entry.getKeyBytes();
        return table.write(KeptTable.key(segment, cacheKey.getBuf(), cacheKey.getOffset(), cacheKey.getLength()), KeptEntry.of(entry), entry.expiryTime());
    }

    @Override
    public CompletionStage<Boolean> delete(int segment, Object cacheKey) {
        // Null: whether there was one is not known, nor asked.
        return table.delete(key(segment, cacheKey)).thenApply(deleted -> null);
    }

    @Override
    public CompletionStage<Void> clear() {
        return table.clear();
    }

    @Override
    public CompletionStage<Void> addSegments(IntSet segments) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> removeSegments(IntSet segments) {
        return table.clear(segments);
    }

    /** Of a table in memory one whose time is over counts until it is purged; an order in flight has no such time. */
    @Override
    public CompletionStage<Long> size(IntSet segments) {
        // Asked every second: whoever steps over all that stands keeps the reads waiting that are the thread's as well.
        if (table.isInMemory() && segments.size() == allSegments) {
            return CompletableFuture.completedStage(table.approximateSize());
        }
        return Flowable.fromPublisher(publishEntries(segments, null, false)).count().toCompletionStage();
    }

    @Override
    public CompletionStage<Long> approximateSize(IntSet segments) {
        return context.getBlockingManager().supplyBlocking(table::approximateSize, "approximateSize");
    }

    @Override
    public Publisher<MarshallableEntry<K, V>> publishEntries(IntSet segments, Predicate<? super K> filter, boolean includeValues) {
        Flowable<List<Row>> pages = Flowable.generate(() -> new ArrayList<Row>(), (previous, downstream) -> {
            List<Row> rows = table.rows(previous.isEmpty() ? null : previous.get(previous.size() - 1), segments, ROWS_AT_ONCE);
            downstream.onNext(rows);
            if (rows.size() < ROWS_AT_ONCE) {
                downstream.onComplete();
            }
            return new ArrayList<>(rows);
        });
        Flowable<MarshallableEntry<K, V>> entries = pages.concatMapIterable(rows -> entries(rows, filter));
        // To go to a thread that may block and back is two turns to wait for, for each of 256 segments: twenty seconds where much is to be done.
        return table.isInMemory() ? entries : context.getBlockingManager().blockingPublisher(entries);
    }

    @Override
    public Publisher<MarshallableEntry<K, V>> purgeExpired() {
        Flowable<List<Row>> pages = Flowable.defer(() -> {
            long now = now();
            return Flowable.generate(downstream -> {
                List<Row> purged = new ArrayList<>();
                boolean more = table.purge(now, ROWS_AT_ONCE, purged);
                downstream.onNext(purged);
                if (!more) {
                    downstream.onComplete();
                }
            });
        });
        return context.getBlockingManager().blockingPublisher(pages.concatMapIterable(rows -> rows)
                .<MarshallableEntry<K, V>>map(row -> entry(cacheKey(row), row.entry()))
                .onErrorResumeNext(this::laterAgain));
    }

    /** Infinispan would never purge this cache again. */
    private Publisher<MarshallableEntry<K, V>> laterAgain(Throwable failure) {
        LOG.warn("What has expired in {} stays on disk for now: {}", context.getCache().getName(), failure.toString());
        return Flowable.empty();
    }

    private List<MarshallableEntry<K, V>> entries(List<Row> rows, Predicate<? super K> filter) {
        long now = now();
        List<MarshallableEntry<K, V>> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            K cacheKey = cacheKey(row);
            if (!KeptEntry.isExpired(row.entry(), now) && (filter == null || filter.test(cacheKey))) {
                entries.add(entry(cacheKey, row.entry()));
            }
        }
        return entries;
    }

    private MarshallableEntry<K, V> entry(Object cacheKey, byte[] entry) {
        return KeptEntry.entry(cacheKey, entry, context.getMarshallableEntryFactory());
    }

    private byte[] key(int segment, Object cacheKey) {
        try {
            byte[] bytes = marshaller.objectToByteBuffer(cacheKey);
            return KeptTable.key(segment, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PersistenceException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private K cacheKey(Row row) {
        try {
            return (K) marshaller.objectFromByteBuffer(row.cacheKey());
        } catch (IOException | ClassNotFoundException e) {
            throw new PersistenceException(e);
        }
    }

    private long now() {
        return context.getTimeService().wallClockTime();
    }
}
