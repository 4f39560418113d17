package io.roosa.shared.planted;

import io.roosa.orderproc.OrderProcApi;

/** Planted: what the architecture test must catch. */
public final class SharedThatKnowsAnApplication {

    private final Class<?> known = OrderProcApi.class;

    @Override
    public String toString() {
        return known.getName();
    }
}
