package io.roosa.shared.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One of ROOSA's applications: its name, what it is for, and how it is put together. */
public final class Application {

    private final String name;
    private final String purpose;
    private final boolean servesHttp;
    private final Consumer<Assembly> assembly;

    private Application(String name, String purpose, boolean servesHttp, Consumer<Assembly> assembly) {
        this.name = name;
        this.purpose = purpose;
        this.servesHttp = servesHttp;
        this.assembly = assembly;
    }

    /**
     * An application that serves the contract of its name over HTTP.
     *
     * @param name its one name: folder, jar, property prefix, contract
     * @param purpose what it does for an order, one line
     * @param assembly checks its settings, binds its beans, lists its routes
     */
    public static Application serving(String name, String purpose, Consumer<Assembly> assembly) {
        return new Application(name, purpose, true, assembly);
    }

    /** An application without an HTTP API of its own, such as the status store. */
    public static Application standing(String name, String purpose, Consumer<Assembly> assembly) {
        return new Application(name, purpose, false, assembly);
    }

    /** The application's one name. */
    public String name() {
        return name;
    }

    /** What it does for an order, one line. */
    public String purpose() {
        return purpose;
    }

    boolean servesHttp() {
        return servesHttp;
    }

    Consumer<Assembly> assembly() {
        return assembly;
    }

    /** The release that runs, as the jar's manifest tells it. */
    public static String version() {
        return Optional.ofNullable(Application.class.getPackage().getImplementationVersion()).orElse("(unpackaged)");
    }

    /** What must be decided before the first class of Camel, Vert.x or Infinispan is loaded. */
    public static void prepareJvm() {
        // Camel reads this once and only as a system property; on JDK 17 it is left alone.
        if (Runtime.version().feature() >= 21 && System.getProperty("camel.threads.virtual.enabled") == null) {
            System.setProperty("camel.threads.virtual.enabled", "true");
        }
        System.setProperty("vertx.disableFileCPResolving", "true");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    /**
     * Runs the application as a process until it is told to stop (SIGTERM or Ctrl-C), which it may be while it is still starting,
     * and then exits 0. A wrong setting is told in a few lines on standard error, with exit code 1.
     */
    public void run(String... arguments) {
        prepareJvm();
        if (arguments.length > 0) {
            answer(arguments[0]);
            return;
        }
        CompletableFuture<Optional<RunningApplication>> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopInOrder(started), name + "-stop"));
        try {
            started.complete(Optional.of(start(Environment.chosen(), Map.of(), Map.of())));
            return;
        } catch (WrongSetting unknownEnvironment) {
            System.err.println(name + " cannot start: " + unknownEnvironment.getMessage());
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
        } finally {
            started.complete(Optional.empty());
        }
        System.exit(1);
    }

    /** What is still starting is stopped as soon as it has started; where that takes too long, or failed, there is nothing to stop. */
    private static void stopInOrder(CompletableFuture<Optional<RunningApplication>> started) {
        started.completeOnTimeout(Optional.empty(), STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join().ifPresent(running -> {
            running.stop();
            // A stop that was asked for is no failure: without this the JVM would exit with 143.
            Runtime.getRuntime().halt(0);
        });
    }

    /**
     * Starts the application in this JVM and answers it once it serves.
     *
     * @param environment whose properties it reads
     * @param overrides properties that win over the files; what is set by -D or environment variable wins over them
     * @param beans what the application shares with others in the same JVM, by name
     * @throws StartFailure where it cannot start; its message says why in a few lines
     */
    public RunningApplication start(Environment environment, Map<String, String> overrides, Map<String, Object> beans) {
        return RunningApplication.start(this, environment, overrides, beans);
    }

    private void answer(String argument) {
        PrintStream out = System.out;
        switch (argument) {
            case "--help", "-h" -> {
                out.println(name + ": " + purpose);
                out.println();
                out.println("  java [-Dkey=value ...] -jar " + name + ".jar");
                out.println("  java -jar " + name + ".jar --help | --version");
                out.println();
                out.println("Environment: -Dcamel.main.profile=dev (default) or test. Every property of application-<environment>.properties can be");
                out.println("set by -Dkey=value, by environment variable (" + name + ".port = " + (name + ".port").toUpperCase(Locale.ROOT)
                        .replace('-', '_').replace('.', '_') + ") or by a file of that name in the");
                out.println("working directory. Stop it with SIGTERM or Ctrl-C: it finishes what it holds within 10 seconds.");
            }
            case "--version" -> out.println(name + " " + version());
            default -> {
                System.err.println(name + ": unknown argument " + argument + "\n  expected: nothing, --help or --version; properties go before -jar as -Dkey=value");
                System.exit(1);
            }
        }
    }

    /** How long a stop may take in all before what is still at work is left to be resumed. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(8);
}
