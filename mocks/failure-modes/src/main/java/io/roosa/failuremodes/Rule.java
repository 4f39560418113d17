package io.roosa.failuremodes;

import java.util.List;

/** How a provider decides on an order's call that it has not decided yet. */
@FunctionalInterface
public interface Rule<R extends OrderRequest> {

    /**
     * Decides, and does so without an effect of its own: the decision takes effect by being written in the ledger.
     *
     * @param request what is asked for
     * @param number the call's number in the ledger, from which receipts get their ids
     * @param refuse whether the failure modes want a business refusal
     * @param past the calls of the same order so far, oldest first
     */
    Decision decide(R request, long number, boolean refuse, List<LedgerCall> past);
}
