package io.roosa.orderproc;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

/**
 * Holds the promises of design section 6 against what really happened: for each order that has ended, its journal and status against
 * the systems' own books. The fifth promise, how soon a status is answered, is for those who ask to judge.
 */
public final class Proof {

    /** Beyond it the oldest that waits is not examined: the proof never costs more than a few calls a second. */
    private static final int WAITING = 2_000;
    private static final int AT_ONCE = 20;
    private static final int KNOWN = 10_000;

    static final String BOOKS = "books";

    private final Deque<OrderJournal> waiting = new ArrayDeque<>();
    private final Map<String, Boolean> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KNOWN;
        }
    };
    private final Map<Promise, Long> broken = new EnumMap<>(Promise.class);
    private final Map<Promise, String> examples = new EnumMap<>(Promise.class);
    private long examined;
    private long brokenOrders;

    /** The promises that are examined. */
    enum Promise {
        ENDS(1, "An accepted order is never lost: it ends"),
        ALONG_THE_LIFE_CYCLE(2, "It only moves along the life cycle"),
        CHARGED_ONCE(3, "It is charged at most once"),
        AGREES_WITH_THE_LEDGERS(4, "It agrees with the ledgers"),
        ONE_CORRELATION_ID(6, "It bears one correlation id in every call");

        private final int number;
        private final String words;

        Promise(int number, String words) {
            this.number = number;
            this.words = words;
        }
    }

    /**
     * What the systems' books say of one order.
     *
     * @param charges how often money was taken
     * @param netCharges charges that were not given back
     * @param shipments parcels that left
     * @param correlationIds every one that a call bore
     */
    record Books(long charges, long netCharges, long shipments, Set<String> correlationIds) {

        static final Books NONE = new Books(0, 0, 0, Set.of());

        /** These and what one more system's ledger of the order says. */
        Books plus(JsonNode ledger) {
            Set<String> ids = new HashSet<>(correlationIds);
            ledger.path("calls").forEach(call -> ids.add(call.path("correlationId").asText()));
            JsonNode totals = ledger.path("totals");
            return new Books(charges + totals.path("charges").asLong(), netCharges + totals.path("netCharges").asLong(),
                    shipments + totals.path("shipments").asLong(), Set.copyOf(ids));
        }
    }

    /** The proof so far (RAML Proof). */
    record Told(long examined, long waiting, long broken, List<Kept> promises) {
    }

    /** One promise (RAML PromiseKept). */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Kept(int number, String promise, long held, long broken, Optional<String> example) {
    }

    /** Takes note of the exchange's order, which has left the in-flight set, to be examined once: one that is found again while it leaves settles twice. */
    Processor settled() {
        return exchange -> settled(exchange.getMessage().getBody(OrderJournal.class));
    }

    synchronized void settled(OrderJournal order) {
        if (known.put(order.orderId(), true) == null) {
            examineLater(order);
        }
    }

    private void examineLater(OrderJournal order) {
        waiting.addLast(order);
        if (waiting.size() > WAITING) {
            waiting.removeFirst();
        }
    }

    /** The next few to be examined, oldest first. */
    public synchronized List<OrderJournal> next() {
        List<OrderJournal> few = new ArrayList<>();
        while (few.size() < AT_ONCE && !waiting.isEmpty()) {
            few.add(waiting.removeFirst());
        }
        return few;
    }

    /** Adds the ledger that is the body to the order's books. @throws IOException where it is none */
    public void read(Exchange exchange) throws IOException {
        if (exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class) != 200) {
            throw new IOException("the ledger cannot be read");
        }
        JsonNode ledger = Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class));
        exchange.setProperty(BOOKS, exchange.getProperty(BOOKS, Books.NONE, Books.class).plus(ledger));
    }

    /** Judges the order of this exchange by its books and by the status that is the body. */
    public void judge(Exchange exchange) {
        OrderJournal order = exchange.getProperty(ProcessProperties.ORDER, OrderJournal.class);
        String shown = exchange.getMessage().getBody(String.class);
        Map<Promise, String> violations = violations(order, shown == null ? "" : shown, exchange.getProperty(BOOKS, Books.class));
        synchronized (this) {
            examined++;
            brokenOrders += violations.isEmpty() ? 0 : 1;
            violations.forEach((promise, how) -> {
                broken.merge(promise, 1L, Long::sum);
                examples.put(promise, order.orderId() + " " + how);
            });
        }
    }

    /** The order of this exchange could not be examined: it waits for another time. */
    public synchronized void later(Exchange exchange) {
        examineLater(exchange.getProperty(ProcessProperties.ORDER, OrderJournal.class));
    }

    /** The promises that were broken with an order that has left the in-flight set, and how. */
    static Map<Promise, String> violations(OrderJournal order, String shown, Books books) {
        Map<Promise, String> violations = new EnumMap<>(Promise.class);
        OrderStatus end = order.status();
        if (!end.isTerminal() || !shown.equals(end.name())) {
            violations.put(Promise.ENDS, "left the in-flight set as " + end + " and is shown as " + shown);
        }
        List<OrderStatus> path = order.transitions().stream().map(Transition::status).toList();
        for (int i = 0; i < path.size(); i++) {
            if (i == 0 ? path.get(0) != OrderStatus.RECEIVED : !path.get(i - 1).mayBecome(path.get(i))) {
                violations.put(Promise.ALONG_THE_LIFE_CYCLE, "went " + path);
            }
        }
        if (books.charges() > 1) {
            violations.put(Promise.CHARGED_ONCE, "was charged " + books.charges() + " times");
        }
        boolean shipped = end == OrderStatus.SHIPPED;
        if (shipped ? books.charges() != 1 || books.netCharges() != 1 || books.shipments() != 1 : books.netCharges() != 0 || books.shipments() != 0) {
            violations.put(Promise.AGREES_WITH_THE_LEDGERS, "ended as " + end + " with " + books.netCharges() + " charges kept and " + books.shipments() + " shipments");
        }
        if (!Set.of(order.correlationId()).containsAll(books.correlationIds())) {
            violations.put(Promise.ONE_CORRELATION_ID, "was called under " + books.correlationIds().size() + " correlation ids");
        }
        return violations;
    }

    /** The proof so far. */
    synchronized Told told() {
        List<Kept> promises = new ArrayList<>();
        for (Promise promise : Promise.values()) {
            long bad = broken.getOrDefault(promise, 0L);
            promises.add(new Kept(promise.number, promise.words, examined - bad, bad, Optional.ofNullable(examples.get(promise))));
        }
        return new Told(examined, waiting.size(), brokenOrders, promises);
    }
}
