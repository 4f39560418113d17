package io.roosa.system;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Camel's own command sees a packaged application of environment dev, as docs/camel-cli.md shows; it is run as the module jbang has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CamelCommandIT {

    private static final Path JBANG = PackagedJars.HOME.resolve("jbang/target");
    private static final Duration START = Duration.ofSeconds(60);

    private Path home;
    private RunningJar process;

    @BeforeAll
    void start(@TempDir Path directory) {
        home = directory;
        // Without its neighbours: what is looked at is there before the first order.
        process = PackagedJars.application(House.PROCESS, directory, Map.of(), "-Duser.home=" + home, "-Dcamel.main.profile=dev", "-Dcamel-cli=true",
                "-Dorder-proc-api.port=0", "-Dorder-proc-api.management.port=0", "-Dorder-status-store.url=127.0.0.1:1");
        await().atMost(START).until(() -> process.output().contains("ready in"));
    }

    @AfterAll
    void stop() {
        process.terminate();
        process.awaitExit(Duration.ofSeconds(20));
        process.kill();
    }

    @Test
    void ps_names_the_application_that_runs_and_says_that_it_takes_no_work_without_a_store() {
        until(() -> assertThat(camel("ps")).anyMatch(line -> line.matches(" *" + process.pid() + " +order-proc-api +0/1 +Running .*")));
    }

    @Test
    void get_route_tells_the_routes_of_an_order() {
        List<String> steps = List.of("processOrder", "fulfilOrder", "checkInventory", "chargePayment", "createShipment", "settleOrder");

        until(() -> {
            List<String> routes = camel("get", "route", House.PROCESS);
            assertThat(steps).allSatisfy(route -> assertThat(routes).anyMatch(line -> line.matches(" *\\d+ +order-proc-api +" + route + " .* Started .*")));
        });
    }

    @Test
    void get_circuit_breaker_tells_the_breaker_before_each_system() {
        List<String> guarded = List.of("attemptCheckInventory", "attemptChargePayment", "attemptCreateShipment", "attemptReversePayment");

        until(() -> {
            List<String> breakers = camel("get", "circuit-breaker");
            assertThat(guarded).allSatisfy(route -> assertThat(breakers)
                    .anyMatch(line -> line.matches(" *\\d+ +order-proc-api +resilience4j +" + route + " .* CLOSED .*")));
        });
    }

    @Test
    void what_the_application_writes_for_the_command_is_its_users_alone() throws IOException {
        Path directory = home.resolve(".camel");

        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
        }
        assertThat(directory.resolve(process.pid() + "-status.json")).isNotEmptyFile();
    }

    /** The application writes once a second what it does. */
    private static void until(ThrowingRunnable seen) {
        await().atMost(START).pollInterval(Duration.ofMillis(500)).untilAsserted(seen);
    }

    private List<String> camel(String... words) throws IOException, InterruptedException {
        String classPath = JBANG.resolve("classes") + File.pathSeparator + Files.readString(JBANG.resolve("camel-command.classpath")).strip();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx128m",
                "-Duser.home=" + home, "-cp", classPath, "io.roosa.jbang.QuickTrial"));
        command.addAll(List.of(words));
        Process camel = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).start();
        try {
            String output = new String(camel.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(camel.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return output.lines().toList();
        } finally {
            camel.destroyForcibly();
        }
    }
}
