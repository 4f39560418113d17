package io.roosa.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A wrong setting is told in a few lines, with exit code 1, by the packaged jars themselves. */
class WrongSettingsIT {

    private static final Duration START = Duration.ofSeconds(60);

    /** In environment test the others' ports are left open; the last value of a property is the one that holds. */
    private static final List<String> RIGHT = List.of("-Dcamel.main.profile=test", "-Dorder-proc-api.url=http://127.0.0.1:1",
            "-Dinventory-sys-api.url=http://127.0.0.1:1", "-Dpayment-sys-api.url=http://127.0.0.1:1",
            "-Dshipping-sys-api.url=http://127.0.0.1:1", "-Dorder-status-store.url=127.0.0.1:1");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "payment-sys-api, payment-sys-api.failure-rate, 1.5, a share from 0 to 1",
        "shipping-sys-api, shipping-sys-api.latency-min, soon, a length of time",
        "order-proc-api, camel.main.profile, nowhere, dev or test",
        "order-exp-api, order-status-store.url, nonsense, host:port",
        "order-proc-api, payment-sys-api.url, payments, a URL",
    })
    void a_wrong_setting_is_told_with_what_was_expected(String application, String property, String value, String expected) {
        RunningJar jar = PackagedJars.application(application, directory, Map.of(), Stream.concat(RIGHT.stream(),
                Stream.of("-D" + property + "=" + value)).toArray(String[]::new));

        assertThat(jar.awaitExit(START)).hasValue(1);
        assertToldShortly(jar.output(), property, value, expected);
    }

    @Test
    void a_port_that_is_busy_is_told() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RunningJar jar = PackagedJars.application(House.INVENTORY, directory, Map.of(), "-Dcamel.main.profile=test",
                    "-Dinventory-sys-api.port=" + busy.getLocalPort());

            assertThat(jar.awaitExit(START)).hasValue(1);
            assertToldShortly(jar.output(), "inventory-sys-api.port", String.valueOf(busy.getLocalPort()), "a port that is free");
        }
    }

    @Test
    void a_busy_port_stops_the_demo_before_an_order_is_placed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RunningJar demo = PackagedJars.launcher(directory, Map.of(), List.of("-Dinventory-sys-api.port=" + busy.getLocalPort()),
                    "demo", "--env", "test", "--data", "data");

            assertThat(demo.awaitExit(START)).hasValue(1);
            assertThat(demo.output()).contains("inventory-sys-api.port = " + busy.getLocalPort(), "a port that is free").doesNotContain("Placing", "\tat ");
        }
    }

    @Test
    void a_data_directory_that_is_a_file_is_told_by_the_launcher() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        RunningJar up = PackagedJars.launcher(directory, Map.of(), List.of(), "up", "--env", "test", "--data", file.toString());

        assertThat(up.awaitExit(START)).hasValue(1);
        assertToldShortly(up.output(), "--data", file.toString(), "a directory");
    }

    @Test
    void an_environment_that_does_not_exist_is_told_by_the_launcher() {
        RunningJar up = PackagedJars.launcher(directory, Map.of(), List.of(), "up", "--env", "nowhere");

        assertThat(up.awaitExit(START)).hasValue(1);
        assertToldShortly(up.output(), "camel.main.profile", "nowhere", "dev or test");
    }

    private static void assertToldShortly(String output, String... words) {
        assertThat(output.lines()).as(output).hasSizeLessThanOrEqualTo(4);
        assertThat(output).contains(words).doesNotContain("\tat ");
    }
}
