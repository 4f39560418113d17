package io.roosa.orderproc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The oldest of any number of orders, of which no more are held in memory than are asked for. */
final class Oldest<T> {

    private final int most;
    private final Comparator<? super T> byAge;
    private final PriorityQueue<T> youngestFirst;

    /**
     * @param most how many of them
     * @param byAge older ones first
     */
    Oldest(int most, Comparator<? super T> byAge) {
        this.most = most;
        this.byAge = byAge;
        this.youngestFirst = new PriorityQueue<>(byAge.reversed());
    }

    /** Considers one more. */
    void add(T order) {
        if (youngestFirst.size() < most) {
            youngestFirst.add(order);
        } else if (byAge.compare(order, youngestFirst.peek()) < 0) {
            youngestFirst.poll();
            youngestFirst.add(order);
        }
    }

    /** The oldest of all that were considered, the oldest first. */
    List<T> inOrder() {
        List<T> all = new ArrayList<>(youngestFirst);
        all.sort(byAge);
        return List.copyOf(all);
    }
}
