package io.roosa.system;

import java.util.Set;

/**
 * What the providers' ledgers say of one order.
 *
 * @param charges how often money was taken
 * @param netCharges charges that were not given back
 * @param shipments how many parcels went out
 * @param correlationIds every correlation id that a call of this order bore
 */
public record Books(long charges, long netCharges, long shipments, Set<String> correlationIds) {

    /** Takes the correlation ids as they are now. */
    public Books {
        correlationIds = Set.copyOf(correlationIds);
    }

    /** Whether the ledgers are what an order that ended so may leave behind (invariant 4). */
    public boolean agreeWith(boolean shipped) {
        return shipped ? charges == 1 && netCharges == 1 && shipments == 1 : netCharges == 0 && shipments == 0;
    }
}
