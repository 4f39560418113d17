package io.roosa.orderproc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How many orders that were found in the store this copy works on at once. All that a dead copy, or an outage, has left behind taken up
 * together would wait for each other's calls until these time out, the breakers open, and orders fail that nothing was wrong with. So
 * there are a few at first, and then as many as this copy has shown to end within the time that an order may take. Most of these wait for
 * a system that is slow: of those that do not, and so want a processor and memory, there are as many as end within two seconds.
 */
final class Pace {

    /** How much the last look counts beside those before it. */
    private static final double NEWEST = 0.3;

    /** Two looks: while those of one are worked on, those of the next are found. */
    private static final double IN_HAND_SECONDS = 2;

    private final int atFirst;
    private final Duration orderTakes;
    private final OrdersInFlight inFlight;

    // Guarded by whoever looks for orders, one look at a time.
    private final Set<String> takenUp = new HashSet<>();
    private Instant lookedAt = Instant.MAX;
    private long leftBefore;
    private double perSecond;

    /**
     * @param atFirst orders at once as long as it has not shown more
     * @param orderTakes the time within which those that are worked on at once should have ended
     * @param inFlight the orders that this copy works on
     */
    Pace(int atFirst, Duration orderTakes, OrdersInFlight inFlight) {
        this.atFirst = atFirst;
        this.orderTakes = orderTakes;
        this.inFlight = inFlight;
    }

    /** How many more may be taken up now. */
    int room(Instant now) {
        takenUp.removeIf(orderId -> !inFlight.contains(orderId));
        long left = inFlight.left();
        if (lookedAt.isBefore(now)) {
            double since = (left - leftBefore) * 1_000.0 / lookedAt.until(now, ChronoUnit.MILLIS);
            perSecond += NEWEST * (since - perSecond);
        }
        lookedAt = now;
        leftBefore = left;
        int atWork = room(perSecond * orderTakes.toMillis() / 1_000, takenUp.size());
        int inHand = room(perSecond * IN_HAND_SECONDS, inFlight.inHandFromStore());
        return Math.min(inFlight.places(), Math.min(atWork, inHand));
    }

    private int room(double shown, int taken) {
        return (int) Math.max(0, Math.max(atFirst, shown) - taken);
    }

    /** Takes note of what is taken up. */
    void takesUp(Collection<String> orderIds) {
        takenUp.addAll(orderIds);
    }
}
