package io.roosa.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Places orders with a house that serves, watches each until it ends, and gathers what can be seen of it from outside. */
final class Rehearsal {

    private static final Duration ROUND = Duration.ofMillis(200);
    private static final int AT_ONCE = 10;

    private final Client client;
    private final LifeView view;
    private final Duration patience;
    private final Duration ledgerPatience;
    private final Instant began = Instant.now();
    private final List<Life> lives = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * @param patience how long all orders may take to end, from the last one placed
     * @param ledgerPatience how long a reversal may take to be acknowledged after that
     */
    Rehearsal(Client client, LifeView view, Duration patience, Duration ledgerPatience) {
        this.client = client;
        this.view = view;
        this.patience = patience;
        this.ledgerPatience = ledgerPatience;
    }

    /** Places the orders and watches until all have ended, or for as long as its patience lasts. */
    void play(List<DrawnOrder> orders) {
        List<DrawnOrder> left = new ArrayList<>(orders);
        Instant until = Instant.now().plus(patience);
        while (!left.isEmpty() || lives.stream().anyMatch(life -> !life.isEnded()) && Instant.now().isBefore(until)) {
            if (!left.isEmpty()) {
                List<DrawnOrder> now = left.subList(0, Math.min(AT_ONCE, left.size()));
                place(now);
                now.clear();
                until = Instant.now().plus(patience);
            }
            ask();
            view.show(lives, elapsed());
            pause(ROUND);
        }
    }

    private void place(List<DrawnOrder> orders) {
        Duration at = elapsed();
        List<CompletableFuture<Client.Answer>> answers = orders.stream().map(order -> client.place(order.body())).toList();
        for (int i = 0; i < orders.size(); i++) {
            Client.Answer answer = answers.get(i).join();
            if (answer.code() == 202) {
                lives.add(Life.accepted(orders.get(i), answer.body().path("orderId").asText(), answer.correlationId(), at, at.plus(answer.took())));
            } else {
                refused.add(orders.get(i).customer() + ", " + orders.get(i).price() + ": " + answer.told());
            }
        }
    }

    private void ask() {
        List<Integer> open = IntStream.range(0, lives.size()).filter(i -> !lives.get(i).isEnded()).boxed().toList();
        for (int from = 0; from < open.size(); from += AT_ONCE) {
            List<Integer> some = open.subList(from, Math.min(from + AT_ONCE, open.size()));
            List<CompletableFuture<Client.Answer>> answers = some.stream().map(i -> client.status(lives.get(i).orderId())).toList();
            for (int i = 0; i < some.size(); i++) {
                lives.set(some.get(i), lives.get(some.get(i)).asked(answers.get(i).join(), elapsed()));
            }
        }
    }

    /** What was seen of each accepted order; waits for reversals that are still on their way. */
    List<Observation> observations() {
        Examination examination = new Examination(client, ledgerPatience);
        return lives.stream().map(examination::of).toList();
    }

    /** The accepted orders as they were last seen, in the order of placing. */
    List<Life> lives() {
        return List.copyOf(lives);
    }

    /** The orders that were not accepted, and why. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private Duration elapsed() {
        return Duration.between(began, Instant.now());
    }

    private static void pause(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        }
    }
}
