package io.roosa.failuremodes;

import java.time.Duration;

/**
 * What was drawn for one call of an order, each part evenly from 0 to 1; what comes of it, the failure modes say.
 *
 * @param timeout below the timeout rate the call times out
 * @param effect below one half a call that times out takes effect
 * @param failure below the failure rate the call fails
 * @param technical below the technical share a failure is technical
 * @param latency where the latency lies between its bounds
 */
record Lot(double timeout, double effect, double failure, double technical, double latency) {

    private static final Duration LONGEST_HANG = Duration.ofSeconds(60);

    /** The call's fate under {@code modes}. */
    Fate under(FailureModes modes) {
        return switch (modes.mode()) {
            case DOWN -> new Fate(Fate.Kind.DOWN, Duration.ZERO);
            case HANG -> new Fate(Fate.Kind.HUNG, LONGEST_HANG);
            case LOST_ANSWER -> new Fate(Fate.Kind.LOST, latencyUnder(modes));
            case NORMAL -> byTheRates(modes);
        };
    }

    private Fate byTheRates(FailureModes modes) {
        if (timeout < modes.timeoutRate()) {
            return new Fate(effect < 0.5 ? Fate.Kind.SERVED_TOO_LATE : Fate.Kind.FAILED_TOO_LATE, modes.timeoutDelay());
        }
        if (failure < modes.failureRate()) {
            return new Fate(technical < modes.technicalShare() ? Fate.Kind.FAILED : Fate.Kind.REFUSED, latencyUnder(modes));
        }
        return new Fate(Fate.Kind.SERVED, latencyUnder(modes));
    }

    private Duration latencyUnder(FailureModes modes) {
        return modes.latencyMin().plusNanos((long) (latency * modes.latencyMax().minus(modes.latencyMin()).toNanos()));
    }
}
