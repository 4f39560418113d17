package io.roosa.system;

/** Makes Ctrl-C and SIGTERM stop the house, whatever the launcher is doing at that moment. */
public final class StopsWithTheJvm {

    private StopsWithTheJvm() {
    }

    /**
     * Stops the house when the JVM is told to end.
     *
     * @param exitCode what the JVM then ends with; without it it would be the signal's own
     * @param stopped what to do after, such as saying so
     */
    public static void watch(House house, int exitCode, Runnable stopped) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (house.stop()) {
                stopped.run();
                Runtime.getRuntime().halt(exitCode);
            }
        }, "roosa-stop"));
    }
}
