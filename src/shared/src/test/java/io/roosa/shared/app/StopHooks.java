package io.roosa.shared.app;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

/** What the JVM runs when it is told to end; told where the JVM opens {@code java.lang}. */
final class StopHooks {

    static final String OPENED = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private StopHooks() {
    }

    /** The names of the threads that begin at SIGTERM; one that says so where the JVM was not started with {@link #OPENED}. */
    static List<String> names() {
        try {
            Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            if (!hooks.trySetAccessible()) {
                return List.of("(not told)");
            }
            return ((Map<?, ?>) hooks.get(null)).keySet().stream().map(hook -> ((Thread) hook).getName()).sorted().toList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
