package io.roosa.orderproc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened to each order, in order: every write that the store took and every call that a system got. */
final class Happenings {

    private final Map<String, List<String>> byOrder = new ConcurrentHashMap<>();

    void add(String orderId, String what) {
        byOrder.computeIfAbsent(orderId, order -> new CopyOnWriteArrayList<>()).add(what);
    }

    List<String> of(String orderId) {
        return List.copyOf(byOrder.getOrDefault(orderId, List.of()));
    }
}
