package io.roosa.orderproc.planted;

import io.roosa.failuremodes.FailureMode;

/** Planted: what the architecture test must catch. */
public final class RouteThatMisbehaves {

    private final Class<?> known = FailureMode.class;

    @Override
    public String toString() {
        return known.getName();
    }
}
