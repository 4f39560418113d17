package io.roosa.bench;

import java.util.function.Supplier;

/** Stops what was started also where the run is broken off by Ctrl-C. */
final class StopAtExit {

    private StopAtExit() {
    }

    static <T> T during(Runnable stop, Supplier<T> work) {
        Thread hook = new Thread(stop);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            release(hook);
        }
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // the hook does it
        }
    }
}
