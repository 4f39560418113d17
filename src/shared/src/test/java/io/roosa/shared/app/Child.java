package io.roosa.shared.app;

import org.apache.camel.CamelContext;
import org.slf4j.LoggerFactory;

/** An application that a test runs as a process of its own. */
public final class Child {

    /** Set where it is to be told to stop while it is still starting, as by SIGTERM. */
    static final String TOLD_TO_STOP = "told-to-stop";

    private static final int SIGTERM = 143;

    private Child() {
    }

    /** Tells what it reads as its settings, and ends once it has started, or is told to end before. */
    public static void main(String... arguments) {
        Application.standing("child-api", "is run by a test", assembly -> {
            for (String key : new String[] {"in-jar", "in-file", "in-d", "in-env"}) {
                System.out.println(key + "=" + assembly.settings().text("child-api." + key));
            }
            assembly.settings().duration("child-api.patience");
            if (Boolean.getBoolean(TOLD_TO_STOP)) {
                endAsBySigterm();
            } else {
                endOnceStarted(assembly.context());
            }
        }).run(arguments);
    }

    /** Answers once what stops it is at work, so that the start goes on beside it; never where nothing is. */
    private static void endAsBySigterm() {
        new Thread(() -> System.exit(SIGTERM)).start();
        while (Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> "child-api-stop".equals(thread.getName()))) {
            Thread.onSpinWait();
        }
    }

    private static void endOnceStarted(CamelContext context) {
        try {
            context.addStartupListener((started, already) -> {
                LoggerFactory.getLogger(Child.class).info("{} runs", "child-api");
                System.out.println("traces=" + (started.isBacklogTracing() || started.isBacklogTracingStandby() || started.isMessageHistory()));
                System.out.println("stopped by " + StopHooks.names());
                Runtime.getRuntime().halt(0);
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
