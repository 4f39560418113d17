package io.roosa.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One real order as it stood in the store at a moment, to be copied there: every copy is what the applications themselves wrote,
 * but for the id.
 *
 * @param orderId its id, which may stand in what is kept of it
 * @param kept its entry in each cache that has one
 */
record Specimen(String orderId, Map<String, String> kept) {

    /** What that cache would hold of the order, had it this id. */
    String in(String cache, String id) {
        return kept.get(cache).replace(orderId, id);
    }

    /** So many ids as the applications make them (UUID version 7: now, and then chance), the same for the same seed but for the time. */
    static List<String> ids(int count, long seed) {
        Random random = new Random(seed);
        String time = String.format("%012x", System.currentTimeMillis());
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(String.format("%s-%s-7%03x-%x%03x-%012x", time.substring(0, 8), time.substring(8), random.nextInt(1 << 12), 8 + random.nextInt(4),
                    random.nextInt(1 << 12), random.nextLong(1L << 48)));
        }
        return ids;
    }
}
