package io.roosa.system;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.roosa.shared.app.Environment;

/** Starts the six applications and keeps them until Ctrl-C. */
@Command(name = "up", mixinStandardHelpOptions = true, versionProvider = Roosa.Version.class, usageHelpAutoWidth = true,
        description = "Starts the six applications, prints each one's URL as it becomes ready, and stops them gracefully with Ctrl-C.")
final class Up implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return run(options, spec.commandLine().getOut());
    }

    static int run(RunOptions options, PrintWriter out) {
        Instant began = Instant.now();
        Environment environment = options.environment();
        RunOptions.Plan plan = options.plan(environment, options.data().orElse(Path.of("data")), options.data().isPresent(), "WARN");
        out.println("Starting six applications, environment " + environment + "; logs in " + plan.directory().resolve("log"));
        return StopsWithTheJvm.during(plan.house(), 0, () -> out.println("stopped"), () -> {
            plan.house().start(part -> out.println(readyLine(part, plan)));
            out.println(String.format(Locale.ROOT, "All six are ready after %.1f s. Place orders at %s/orders; stop with Ctrl-C.",
                    Duration.between(began, Instant.now()).toMillis() / 1000.0, plan.addresses().url(House.EXPERIENCE)));
            awaitEnd();
            return 0;
        });
    }

    static String readyLine(Part part, RunOptions.Plan plan) {
        return String.format(Locale.ROOT, "  %-20s %-28s health %s/observe/health", part.name(), plan.house().address(part),
                plan.addresses().managementUrl(part.name()));
    }

    /** Until the shutdown hook ends the JVM. */
    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
