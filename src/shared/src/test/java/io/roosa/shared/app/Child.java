package io.roosa.shared.app;

import org.apache.camel.CamelContext;
import org.slf4j.LoggerFactory;

/** An application that a test runs as a process of its own. */
public final class Child {

    private Child() {
    }

    /** Tells what it reads as its settings, and ends once it has started. */
    public static void main(String... arguments) {
        Application.standing("child-api", "is run by a test", assembly -> {
            for (String key : new String[] {"in-jar", "in-file", "in-d", "in-env"}) {
                System.out.println(key + "=" + assembly.settings().text("child-api." + key));
            }
            assembly.settings().duration("child-api.patience");
            endOnceStarted(assembly.context());
        }).run(arguments);
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
