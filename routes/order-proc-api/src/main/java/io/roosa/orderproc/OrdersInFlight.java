package io.roosa.orderproc;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The orders that this copy works on at the moment: each once, and no more than it may hold. While orders wait in the store, a tenth of
 * the places is kept for them: however many are handed over, those that came before get their turn. Of orders that are handed over, few
 * may be in hand, which is without waiting for a system: what more comes waits in the store, and not in memory for its turn. Those
 * that are found in the store come at a {@link Pace}.
 */
public final class OrdersInFlight {

    private static final int KEPT_OF = 10;

    private final int most;
    private final int mostInHand;
    private volatile int kept;
    private final ConcurrentMap<String, Work> orders = new ConcurrentHashMap<>();
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger inHandFromStore = new AtomicInteger();
    private final LongAdder left = new LongAdder();
    private volatile Optional<Look> look = Optional.empty();

    /**
     * @param most beyond it an order is not let in and waits in the store
     * @param mostInHand the same for orders that are handed over, as long as so many of these do not wait for a system
     */
    public OrdersInFlight(int most, int mostInHand) {
        this.most = most;
        this.mostInHand = mostInHand;
    }

    /** What happened to an order at the door. */
    public enum Entry {
        /** It is worked on from now on. */
        LET_IN,
        /** It is being worked on already. */
        ALREADY_IN,
        /** There is no place for it. */
        FULL
    }

    /** Lets an order in that is handed over, unless it is in already, there is no place but those that are kept, or as many as may be are in hand. */
    public Entry enter(String orderId) {
        return inHand.get() < mostInHand || orders.containsKey(orderId) ? enter(orderId, most - kept, new Work(inHand)) : Entry.FULL;
    }

    /** Lets an order in that has waited in the store, unless it is in already or there is no place at all. */
    public Entry enterFromStore(String orderId) {
        return enter(orderId, most, new Work(inHandFromStore));
    }

    /** Keeps places for orders that wait in the store, or does so no longer. */
    void keepPlaces(boolean someWait) {
        kept = someWait ? (most + KEPT_OF - 1) / KEPT_OF : 0;
    }

    private Entry enter(String orderId, int places, Work work) {
        if (orders.containsKey(orderId)) {
            return Entry.ALREADY_IN;
        }
        if (orders.size() >= places) {
            return Entry.FULL;
        }
        if (orders.putIfAbsent(orderId, work) != null) {
            return Entry.ALREADY_IN;
        }
        work.begin();
        return Entry.LET_IN;
    }

    /** Whether this copy works on the order. */
    public boolean contains(String orderId) {
        return orders.containsKey(orderId);
    }

    /** How many more may come in. */
    public int places() {
        return Math.max(0, most - orders.size());
    }

    /** How many of those that were handed over do not wait for a system's answer, nor for their next attempt. */
    public int inHand() {
        return inHand.get();
    }

    /** The same of those that had waited in the store: they are not counted with the others, as they come at a pace of their own. */
    int inHandFromStore() {
        return inHandFromStore.get();
    }

    /** How many there are. */
    public int count() {
        return orders.size();
    }

    /** How many have left so far, ended or not. */
    long left() {
        return left.sum();
    }

    /** The attempts of the step that an order is at, where this copy works on it and has begun one. */
    public Optional<Attempts> attemptsOf(String orderId) {
        return Optional.ofNullable(orders.get(orderId)).flatMap(Work::attempts);
    }

    /** The order waits for a system from now on, until these attempts are over. */
    void trying(String orderId, Attempts attempts) {
        Optional.ofNullable(orders.get(orderId)).ifPresent(work -> work.waits(attempts));
    }

    /** One order's part in what is counted as in hand: none before it begins, after it ends, and while it waits for a system. */
    private static final class Work {

        private final AtomicInteger inHand;
        private Optional<Attempts> attempts = Optional.empty();
        private boolean counted;
        private boolean ended;

        Work(AtomicInteger inHand) {
            this.inHand = inHand;
        }

        synchronized Optional<Attempts> attempts() {
            return attempts;
        }

        synchronized void begin() {
            count(!ended);
        }

        synchronized void waits(Attempts begun) {
            attempts = Optional.of(begun);
            begun.whenOver(this::begin);
            count(false);
        }

        synchronized void end() {
            ended = true;
            count(false);
        }

        private void count(boolean counts) {
            if (counted != counts) {
                inHand.addAndGet(counts ? 1 : -1);
                counted = counts;
            }
        }
    }

    /**
     * Lets the order leave when its exchange is done, however it ends: an order that stayed in by mistake would never be
     * resumed. An exchange that handed its order on to another one keeps it in.
     */
    public Processor leavesWhenDone() {
        return exchange -> {
            String orderId = exchange.getProperty(ProcessProperties.ORDER_ID, String.class);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    if (!done.getProperty(HANDED_ON, false, Boolean.class)) {
                        leave(orderId);
                    }
                }
            });
        };
    }

    /** Begins to remember which orders leave, until the look is closed; there is one look at a time. */
    Look look() {
        Look begun = new Look();
        look = Optional.of(begun);
        return begun;
    }

    /**
     * One look at what stands in the store, which may take seconds: an order that is found there, and that this copy does not work on
     * any more, may have been left behind, or have ended since the look began.
     */
    final class Look implements AutoCloseable {

        private final Set<String> left = ConcurrentHashMap.newKeySet();

        /** Whether this copy worked on the order at some time of the look. */
        boolean saw(String orderId) {
            return orders.containsKey(orderId) || left.contains(orderId);
        }

        @Override
        public void close() {
            look = Optional.empty();
        }
    }

    void leave(String orderId) {
        look.ifPresent(now -> now.left.add(orderId));
        Optional.ofNullable(orders.remove(orderId)).ifPresent(Work::end);
        left.increment();
    }

    /** Marks that another exchange goes on with the order. */
    static final String HANDED_ON = "handedOn";
}
