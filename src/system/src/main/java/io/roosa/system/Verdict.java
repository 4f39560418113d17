package io.roosa.system;

import java.util.List;

/**
 * Whether one invariant held for all orders that were observed.
 *
 * @param invariant the promise
 * @param violations each break of it, with its order; empty where it held
 */
public record Verdict(Invariant invariant, List<String> violations) {

    /** Takes the violations as they are now. */
    public Verdict {
        violations = List.copyOf(violations);
    }

    /** Whether no order broke it. */
    public boolean held() {
        return violations.isEmpty();
    }
}
