package io.roosa.system;

import java.util.function.Supplier;

/** Makes Ctrl-C and SIGTERM stop the house, whatever the launcher is doing at that moment. */
public final class StopsWithTheJvm {

    private StopsWithTheJvm() {
    }

    /**
     * Does the work, then stops the house; a JVM that is told to end before that stops the house too.
     *
     * @param exitCode what a JVM that is told to end ends with; without it it would be the signal's own
     * @param last what it says then
     */
    public static <T> T during(House house, int exitCode, Runnable last, Supplier<T> work) {
        Thread hook = new Thread(() -> {
            house.stop();
            last.run();
            Runtime.getRuntime().halt(exitCode);
        }, "roosa-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.get();
        } finally {
            house.stop();
            dismiss(hook);
        }
    }

    /** Where the JVM is ending already, the hook has the last word: whatever became of the work, which it cut off, is told no more. */
    private static void dismiss(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            try {
                hook.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
