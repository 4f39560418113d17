package io.roosa.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** -Dkey=value, an environment variable and a file in the working directory hold in every way to run. */
class OverridesIT {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String OPTION = "-Dpayment-sys-api.failure-rate=0.11";
    private static final Map<String, String> VARIABLE = Map.of("INVENTORY_SYS_API_FAILURE_RATE", "0.22");

    @TempDir
    private Path directory;
    private RunningJar launcher;

    @BeforeEach
    void put_a_file_into_the_working_directory() throws IOException {
        Files.writeString(directory.resolve("application-test.properties"), "shipping-sys-api.failure-rate=0.33\n");
    }

    @AfterEach
    void leave_nothing_running() {
        Optional.ofNullable(launcher).flatMap(started -> ProcessHandle.of(started.pid())).ifPresent(process ->
                Stream.concat(process.descendants(), Stream.of(process)).toList().forEach(ProcessHandle::destroyForcibly));
    }

    @Test
    void each_holds_for_a_jar_of_its_own() {
        List<RunningJar> jars = Stream.of(House.PAYMENT, House.INVENTORY, House.SHIPPING)
                .map(name -> PackagedJars.application(name, directory, VARIABLE, "-Dcamel.main.profile=test", OPTION)).toList();
        try {
            Map<String, Double> expected = Map.of(House.PAYMENT, 0.11, House.INVENTORY, 0.22, House.SHIPPING, 0.33);

            jars.forEach(jar -> assertThat(failureRate(jar, "API (http://\\S+),")).as(jar.name()).isEqualTo(expected.get(jar.name())));
        } finally {
            jars.forEach(RunningJar::kill);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --env test --data kept", "--processes --env test --data kept"})
    void each_holds_for_all_six_and_a_stop_leaves_nothing_behind(String arguments) {
        launcher = PackagedJars.launcher(directory, VARIABLE, List.of(OPTION), arguments.split(" "));
        await().atMost(START).until(() -> launcher.output().contains("All six are ready") || launcher.exitCode().isPresent());
        List<ProcessHandle> started = ProcessHandle.of(launcher.pid()).map(ProcessHandle::descendants).orElse(Stream.of()).toList();

        assertThat(launcher.output().lines().filter(line -> line.contains("/observe/health"))).as(launcher.output()).hasSize(6);
        assertThat(failureRate(launcher, House.PAYMENT + " +(http://\\S+) ")).isEqualTo(0.11);
        assertThat(failureRate(launcher, House.INVENTORY + " +(http://\\S+) ")).isEqualTo(0.22);
        assertThat(failureRate(launcher, House.SHIPPING + " +(http://\\S+) ")).isEqualTo(0.33);
        assertThat(directory.resolve("kept/log")).isNotEmptyDirectory();

        launcher.terminate();
        assertThat(launcher.awaitExit(STOP)).hasValue(0);
        assertThat(launcher.output()).endsWith("stopped\n");
        assertThat(started).noneMatch(ProcessHandle::isAlive).hasSize(arguments.contains("--processes") ? 6 : 0);
    }

    @Test
    void a_stop_while_six_processes_are_starting_leaves_nothing_behind() {
        launcher = PackagedJars.launcher(directory, Map.of(), List.of(), "--processes", "--env", "test", "--data", "kept");
        ProcessHandle handle = ProcessHandle.of(launcher.pid()).orElseThrow();
        await().atMost(START).until(() -> handle.children().findAny().isPresent());
        List<ProcessHandle> started = handle.children().toList();

        launcher.terminate();

        assertThat(launcher.awaitExit(STOP)).hasValue(0);
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(launcher.output()).endsWith("stopped\n").doesNotContain("All six are ready");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void of_six_processes_on_one_machine_the_one_that_customers_ask_goes_before_the_others_at_the_processor() {
        launcher = PackagedJars.launcher(directory, Map.of(), List.of(), "--processes", "--env", "test", "--data", "kept");
        ProcessHandle handle = ProcessHandle.of(launcher.pid()).orElseThrow();
        await().atMost(START).until(() -> handle.children().count() == House.PARTS.size());

        Map<String, Integer> niceness = handle.children().collect(Collectors.toMap(OverridesIT::application, OverridesIT::niceness));

        int own = niceness(handle);
        assertThat(niceness).hasSize(6).containsEntry("order-exp-api.jar", own);
        niceness.remove("order-exp-api.jar");
        assertThat(niceness.values()).allMatch(of -> of > own);
    }

    @Test
    void a_process_that_cannot_start_is_named_with_its_reason_and_the_others_are_stopped() {
        launcher = PackagedJars.launcher(directory, Map.of(), List.of("-Dpayment-sys-api.failure-rate=1.5"), "--processes", "--env", "test", "--data", "kept");

        assertThat(launcher.awaitExit(START)).hasValue(1);
        assertThat(launcher.output()).contains("payment-sys-api ended with exit code 1", "payment-sys-api.failure-rate = 1.5", "a share from 0 to 1")
                .doesNotContain("\tat ", "All six are ready");
    }

    private static String application(ProcessHandle process) {
        await().atMost(START).until(() -> process.info().command().filter(command -> command.endsWith("java")).isPresent());
        return Stream.of(process.info().arguments().orElseThrow()).filter(argument -> argument.endsWith(".jar")).map(jar -> Path.of(jar).getFileName().toString())
                .findFirst().orElseThrow();
    }

    /** Field 19 of {@code /proc/PID/stat}, proc(5); the name in brackets may hold anything. */
    private static int niceness(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double failureRate(RunningJar jar, String urlInOutput) {
        Pattern url = Pattern.compile(urlInOutput);
        await(jar.name()).atMost(START).until(() -> url.matcher(jar.output()).find());
        String found = url.matcher(jar.output()).results().findFirst().orElseThrow().group(1);
        return new Client(application -> found).asked(jar.name(), "/failure-modes").join().body().path("failureRate").asDouble();
    }
}
