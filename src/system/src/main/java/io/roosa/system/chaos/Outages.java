package io.roosa.system.chaos;

import java.util.Set;
import java.util.TreeSet;

import io.roosa.system.House;

/**
 * Which applications are down at the moment, and so whether an order's status is owed within a second: it is while at most one
 * of them is down and order-exp-api, which answers it, is not that one. Several that were down at once are one outage until the
 * last of them is back: an order-exp-api that was started anew meanwhile knows no last status yet, and says so with a 503.
 */
final class Outages {

    private final Set<String> down = new TreeSet<>();
    private boolean several;
    private long excuses;

    /**
     * How things stood when a status was asked for.
     *
     * @param owed whether it was owed then
     * @param excuses how often it had ceased to be owed until then
     */
    record Mark(boolean owed, long excuses) {
    }

    /** From now on the application is not there, or does not answer. */
    synchronized void begin(String application) {
        boolean before = isOwed();
        down.add(application);
        several |= down.size() > 1;
        if (before && !isOwed()) {
            excuses++;
        }
    }

    /** From now on it serves again. */
    synchronized void end(String application) {
        down.remove(application);
        several &= !down.isEmpty();
    }

    synchronized Mark mark() {
        return new Mark(isOwed(), excuses);
    }

    /** Whether a status was owed the whole time from {@code asked} until now. */
    synchronized boolean owedSince(Mark asked) {
        return asked.owed() && asked.excuses() == excuses && isOwed();
    }

    /** The applications that are down. */
    synchronized Set<String> down() {
        return Set.copyOf(down);
    }

    private boolean isOwed() {
        return !several && !down.contains(House.EXPERIENCE);
    }
}
