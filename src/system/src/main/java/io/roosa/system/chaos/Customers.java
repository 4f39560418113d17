package io.roosa.system.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import io.roosa.system.Client;
import io.roosa.system.DrawnOrder;
import io.roosa.system.Invariants;
import io.roosa.system.Life;

/**
 * Customers who place orders and ask for them all the time, whatever is down. One whose POST came to nothing that can be known
 * places the same order again with the same key, as any careful client does.
 */
final class Customers implements AutoCloseable {

    private static final int PLACING = 6;
    private static final int ASKING = 12;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration PLACE_AGAIN = Duration.ofMillis(250);
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final int ONE_IN = 10;

    /** An ending must stay: it is looked at so often more. */
    private static final int LOOKS_AT_THE_END = 12;

    private final Client client;
    private final Outages outages;
    private final List<DrawnOrder> orders;
    private final String run;
    private final Instant began = Instant.now();
    private final Semaphore mayPlace = new Semaphore(0);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger placed = new AtomicInteger();
    private final ExecutorService placing = Executors.newFixedThreadPool(PLACING);
    private final ScheduledExecutorService asking = Executors.newScheduledThreadPool(ASKING);
    private final Map<String, Life> lives = new ConcurrentHashMap<>();
    private final Queue<String> otherwise = new ConcurrentLinkedQueue<>();
    private final Reads reads = new Reads();
    private final LongAdder placedAgain = new LongAdder();

    /** How the customers' questions were answered: those that were owed an answer, and those while nobody was there to give it. */
    static final class Reads {
        private final LongAdder owed = new LongAdder();
        private final LongAdder inTime = new LongAdder();
        private final LongAdder stale = new LongAdder();
        private final LongAdder excused = new LongAdder();
        private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

        private final Map<String, Integer> wrong = new ConcurrentHashMap<>();

        /** What came in place of a status in time, and how often. */
        Map<String, Integer> wrong() {
            return Map.copyOf(wrong);
        }

        long owed() {
            return owed.sum();
        }

        long inTime() {
            return inTime.sum();
        }

        long stale() {
            return stale.sum();
        }

        long excused() {
            return excused.sum();
        }

        Duration slowest() {
            return Duration.ofMillis(slowest.get());
        }
    }

    /**
     * @param orders what they will place, as they are let in
     * @param run tells the keys and correlation ids of this run from those of others
     */
    Customers(Client client, Outages outages, List<DrawnOrder> orders, String run) {
        this.client = client;
        this.outages = outages;
        this.orders = List.copyOf(orders);
        this.run = run;
        for (int i = 0; i < PLACING; i++) {
            placing.submit(this::placeAsLetIn);
        }
    }

    /** Lets so many more customers in, evenly over that time. */
    void letIn(int more, Duration over) {
        for (int i = 0; i < more; i++) {
            asking.schedule(() -> mayPlace.release(), over.toMillis() * i / more, TimeUnit.MILLISECONDS);
        }
    }

    private void placeAsLetIn() {
        try {
            for (mayPlace.acquire(); next.get() < orders.size(); mayPlace.acquire()) {
                int number = next.getAndIncrement();
                place(orders.get(number), run + "-" + number, number % ONE_IN == 0);
                placed.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void place(DrawnOrder order, String key, boolean twice) throws InterruptedException {
        Duration at = elapsed();
        while (true) {
            Client.Answer answer = client.place(order.body(), key, key).join();
            if (answer.code() == 202) {
                String orderId = answer.body().path("orderId").asText();
                lives.put(orderId, Life.accepted(order, orderId, answer.correlationId(), at, elapsed()));
                asking.execute(() -> ask(orderId, LOOKS_AT_THE_END));
                if (twice) {
                    placeTheSame(order, key, orderId);
                }
                return;
            }
            if (!mayBeRepeated(answer.code())) {
                otherwise.add(key + " was answered " + answer.code() + ": " + answer.told());
                return;
            }
            placedAgain.increment();
            TimeUnit.MILLISECONDS.sleep(PLACE_AGAIN.toMillis());
        }
    }

    private void placeTheSame(DrawnOrder order, String key, String orderId) {
        Client.Answer again = client.place(order.body(), key, key).join();
        if (again.code() == 202 && !again.body().path("orderId").asText().equals(orderId)) {
            otherwise.add(key + " made " + orderId + " and then " + again.body().path("orderId").asText());
        }
        if (again.code() != 202 && !mayBeRepeated(again.code())) {
            otherwise.add(key + " was repeated and answered " + again.code() + ": " + again.told());
        }
    }

    /** No answer, or one that says that the order may be placed again. */
    private static boolean mayBeRepeated(int code) {
        return code == 0 || code == 409 || code == 429 || code >= 500;
    }

    private void ask(String orderId, int looksAtTheEnd) {
        look(orderId);
        int left = lives.get(orderId).isEnded() ? looksAtTheEnd - 1 : looksAtTheEnd;
        if (left >= 0) {
            asking.schedule(() -> ask(orderId, left), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look(String orderId) {
        Outages.Mark mark = outages.mark();
        Client.Answer answer = client.status(orderId).join();
        if (answer.code() == 0) {
            // A process that has just died by itself is known to be down a moment later only.
            Stage.hold(A_MOMENT);
        }
        boolean owed = outages.owedSince(mark);
        if (owed) {
            reads.owed.increment();
            reads.slowest.accumulate(answer.took().toMillis());
            if (answer.code() == 200 && answer.took().compareTo(Invariants.ANSWER_WITHIN) <= 0) {
                reads.inTime.increment();
            } else {
                reads.wrong.merge((answer.code() == 200 ? "too late" : answer.code() + " " + answer.told()) + " with " + outages.down() + " down", 1, Integer::sum);
            }
        } else {
            reads.excused.increment();
        }
        if (answer.body().path("stale").asBoolean()) {
            reads.stale.increment();
        }
        Duration at = elapsed();
        lives.computeIfPresent(orderId, (id, life) -> owed ? life.asked(answer, at) : life.askedInVain(answer, at));
    }

    /** Looks once more at every order, at the very end. */
    void lookAtAll() {
        lives.keySet().forEach(this::look);
    }

    /** The accepted orders as they were last seen, in the order of placing. */
    List<Life> lives() {
        return new ArrayList<>(lives.values()).stream().sorted(Comparator.comparing(Life::began)).toList();
    }

    /** What came of a POST that should not have: another order for the same key, or a refusal. */
    List<String> otherwise() {
        return List.copyOf(otherwise);
    }

    Reads reads() {
        return reads;
    }

    /** How often a POST came to nothing that can be known, and was made again. */
    long placedAgain() {
        return placedAgain.sum();
    }

    /** How many have placed their order, for good or for bad. */
    int placed() {
        return placed.get();
    }

    /** How many accepted orders have not been seen to end. */
    long open() {
        return lives.values().stream().filter(life -> !life.isEnded()).count();
    }

    /** Since the customers came. */
    Duration elapsed() {
        return Duration.between(began, Instant.now());
    }

    @Override
    public void close() {
        placing.shutdownNow();
        asking.shutdownNow();
    }
}
