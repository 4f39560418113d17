package io.roosa.system.hostile;

import java.util.List;

/**
 * One hostile request and its one expected answer.
 *
 * @param name what is hostile about it
 * @param application whom it is sent to; the management port where it begins with {@code management of}
 * @param request the bytes, each a character
 * @param statuses the statuses of the answers in their order, none where the connection is to end without one
 * @param closes whether nothing but the end of the connection may follow
 */
record HostileCase(String name, String application, String request, List<Integer> statuses, boolean closes) {

    HostileCase(String name, String application, String request, Integer... statuses) {
        this(name, application, request, List.of(statuses), false);
    }

    HostileCase thenCloses() {
        return new HostileCase(name, application, request, statuses, true);
    }

    @Override
    public String toString() {
        return application + ", " + name + " -> " + (statuses.isEmpty() ? "closed" : statuses.toString());
    }
}
