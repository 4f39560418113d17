package io.roosa.orderproc;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The orders that this copy works on at the moment: each once, and no more than it may hold. While orders wait in the store, a tenth of
 * the places is kept for them: however many are handed over, those that came before get their turn.
 */
public final class OrdersInFlight {

    private static final int KEPT_OF = 10;

    private final int most;
    private volatile int kept;
    private final ConcurrentMap<String, AtomicReference<Attempts>> orders = new ConcurrentHashMap<>();
    private final LongAdder left = new LongAdder();
    private volatile Optional<Look> look = Optional.empty();

    /** @param most beyond it an order is not let in and waits in the store */
    public OrdersInFlight(int most) {
        this.most = most;
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

    /** Lets an order in that is handed over, unless it is in already or there is no place but those that are kept. */
    public Entry enter(String orderId) {
        return enter(orderId, most - kept);
    }

    /** Lets an order in that has waited in the store, unless it is in already or there is no place at all. */
    public Entry enterFromStore(String orderId) {
        return enter(orderId, most);
    }

    /** Keeps places for orders that wait in the store, or does so no longer. */
    void keepPlaces(boolean someWait) {
        kept = someWait ? (most + KEPT_OF - 1) / KEPT_OF : 0;
    }

    private Entry enter(String orderId, int places) {
        if (orders.containsKey(orderId)) {
            return Entry.ALREADY_IN;
        }
        if (orders.size() >= places) {
            return Entry.FULL;
        }
        return orders.putIfAbsent(orderId, new AtomicReference<>()) == null ? Entry.LET_IN : Entry.ALREADY_IN;
    }

    /** Whether this copy works on the order. */
    public boolean contains(String orderId) {
        return orders.containsKey(orderId);
    }

    /** How many more may come in. */
    public int places() {
        return Math.max(0, most - orders.size());
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
        return Optional.ofNullable(orders.get(orderId)).map(AtomicReference::get);
    }

    void trying(String orderId, Attempts attempts) {
        Optional.ofNullable(orders.get(orderId)).ifPresent(slot -> slot.set(attempts));
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
        orders.remove(orderId);
        left.increment();
    }

    /** Marks that another exchange goes on with the order. */
    static final String HANDED_ON = "handedOn";
}
