package io.roosa.system.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.spi.InterceptStrategy;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.system.House;
import io.roosa.system.RunOptions;

/**
 * Runs one of the six, unchanged but for one thing that goes wrong at one step: it dies there, or behaves as it would with a
 * bug. It exists in the launcher's jar alone; nothing in the applications knows of it.
 */
public final class Sabotaged {

    private static final String HALT = "roosa.chaos.halt";
    private static final String BUG = "roosa.chaos.bug";

    private Sabotaged() {
    }

    /** Runs the application that the argument names, with what the system properties want to go wrong. */
    public static void main(String... arguments) {
        Application.prepareJvm();
        Application application = House.PARTS.stream().filter(part -> part.name().equals(arguments[0])).findFirst().orElseThrow()
                .application().get();
        InterceptStrategy interceptor = Optional.ofNullable(System.getProperty(HALT)).map(Halt::parse).map(Halt::asInterceptor)
                .orElseGet(() -> PlantedBug.valueOf(System.getProperty(BUG)).asInterceptor());
        RunningApplication running = application.start(Environment.chosen(), Map.of(), Map.of("roosaChaos", interceptor));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.stop();
            Runtime.getRuntime().halt(0);
        }, "chaos-stop"));
    }

    /** What the JVM of an application is told that is to die at a step. */
    static List<String> halting(String application, Halt halt) {
        return command(HALT, halt.toString(), application);
    }

    /** What the JVM of an application is told that is to have a bug. */
    static List<String> with(PlantedBug bug) {
        return command(BUG, bug.name(), bug.application());
    }

    private static List<String> command(String property, String value, String application) {
        return List.of("-D" + property + "=" + value, "-cp", RunOptions.home().resolve("src/system/target/roosa.jar").toString(),
                Sabotaged.class.getName(), application);
    }
}
