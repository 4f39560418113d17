package io.roosa.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;

/** One of those that are compared, from its start to its stop: warmed up once, then measured in rounds, in turn with the others. */
final class Entrant implements AutoCloseable {

    private static final int ON_THEIR_WAY = 256;
    private static final Duration CAPACITY_SHOWN_IN = Duration.ofSeconds(10);
    private static final Duration WARM_UP_TURN = Duration.ofSeconds(30);

    private final Contender contender;
    private final Stage stage;
    private final Load load;
    private final Consumer<String> told;
    private long warmedUp;
    private Duration warmedFor = Duration.ZERO;
    private final Tally full = new Tally();
    private final Tally measured = new Tally();
    private Result.Cost spentAtCapacity;
    private Result.Cost spent;
    private double seconds;
    private double comingSeconds;
    private final List<Result.Round> rounds = new ArrayList<>();

    private Entrant(Contender contender, Stage stage, Load load, Consumer<String> told) {
        this.contender = contender;
        this.stage = stage;
        this.load = load;
        this.told = told;
        this.spentAtCapacity = Result.Cost.none(stage);
        this.spent = Result.Cost.none(stage);
    }

    /** Starts its processes. @param told is told how far it is @throws Skipped where something that it needs is not here */
    static Entrant start(Contender contender, Kit kit, Buffer order, Consumer<String> told) throws Skipped {
        told.accept("starts");
        Stage stage = contender.start(kit);
        return new Entrant(contender, stage, new Load(stage.target(), order), told);
    }

    Contender contender() {
        return contender;
    }

    /**
     * One turn of its warm-up; the others have theirs between two of them, so that none has been idle for long when it is measured.
     *
     * @param orders to ship in all turns together
     * @param atMost the time for all turns together
     * @return whether it needs another
     */
    boolean warmUp(long orders, Duration atMost) {
        Duration left = atMost.minus(warmedFor);
        Duration turn = left.compareTo(WARM_UP_TURN) < 0 ? left : WARM_UP_TURN;
        Tally shipped = load.saturate(ON_THEIR_WAY, orders - warmedUp, turn, (placed, inThisTurn) -> told.accept("warms up: " + (warmedUp + inThisTurn) + " shipped of " + orders));
        warmedFor = warmedFor.plus(turn);
        load.settle(shipped);
        warmedUp += shipped.shipped;
        return warmedUp < orders && warmedFor.compareTo(atMost) < 0;
    }

    /**
     * Orders as fast as it can, of which nothing is counted. While the others had their turn, a virtual machine's host may have taken the
     * memory of whoever was idle for other uses, and each page costs some microseconds when it is used again.
     */
    void wakeUp(String name, Duration within) {
        load.settle(load.saturate(ON_THEIR_WAY, Long.MAX_VALUE, within, progress(name + " wakes up", 0)));
    }

    /**
     * One round: what it can do, then orders that come on time at half of that, then as many more of which some are watched closely. What those cost is not
     * counted: whoever takes longer for an order is asked more often about it.
     *
     * @param name for whoever watches
     * @param orders so many at most
     * @param atMost one that is slow gets fewer orders, rather than hold up the others
     * @param rate orders a second; zero for half of what it can do
     */
    void measure(String name, int orders, Duration atMost, double rate) {
        Result.Cost before = Result.Cost.now(stage);
        Tally atOnce = load.saturate(ON_THEIR_WAY, Long.MAX_VALUE, CAPACITY_SHOWN_IN, progress(name + " shows what it can do", 0));
        double capacity = atOnce.shipped * 1e9 / CAPACITY_SHOWN_IN.toNanos();
        load.settle(atOnce);
        Result.Cost middle = Result.Cost.now(stage);
        double perSecond = rate > 0 ? rate : Math.max(1, Math.floor(capacity / 2));
        int arriving = (int) Math.max(1, Math.min(orders, perSecond * atMost.toSeconds()));
        Tally onTime = load.arriveUnwatched(arriving, perSecond, progress(String.format(Locale.ROOT, "%s %.0f a second", name, perSecond), arriving));
        Result.Cost after = Result.Cost.now(stage);
        Tally watched = load.arrive(arriving, perSecond, progress(String.format(Locale.ROOT, "%s %.0f a second, watched", name, perSecond), arriving));
        Result.Round round = new Result.Round(capacity, perSecond, after.since(middle).perThousand(onTime.shipped), middle.since(before).perThousand(atOnce.shipped));
        rounds.add(round);
        spentAtCapacity = spentAtCapacity.plus(middle.since(before));
        spent = spent.plus(after.since(middle));
        full.add(atOnce);
        measured.add(onTime);
        measured.addWatched(watched);
        seconds += (onTime.lastShipped - onTime.began) / 1e9;
        comingSeconds += arriving / perSecond;
        told.accept(String.format(Locale.ROOT, "%s %d of %d shipped, %.2f CPU s per 1,000, %.2f at capacity%n", name, onTime.shipped, onTime.placed,
                round.cpuPerThousand(), round.cpuPerThousandAtCapacity()));
    }

    /** What it has shown in all rounds so far. */
    Result result() {
        double capacity = full.shipped * 1e9 / (CAPACITY_SHOWN_IN.toNanos() * (double) rounds.size());
        return Result.of(contender, stage, warmedUp, measured.placed / comingSeconds, measured, seconds, spent, capacity, spentAtCapacity.perThousand(full.shipped), List.copyOf(rounds));
    }

    private Load.Progress progress(String what, long of) {
        return (placed, shipped) -> told.accept(what + ": " + shipped + " shipped" + (of > 0 ? " of " + of : ""));
    }

    @Override
    public void close() {
        load.close();
        stage.close();
    }
}
