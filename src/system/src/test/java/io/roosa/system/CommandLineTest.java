package io.roosa.system;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.app.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "demmo", "demo --orders many", "demo --orders 0", "demo --orders 1001", "demo --seed x", "status",
        "status one two", "retry", "cancel order-1", "up --env", "-Dpayment-sys-api.failure-rate=0"})
    void wrong_use_is_told_in_one_line_with_exit_code_1(String arguments) {
        int exitCode = run(arguments.split(" "));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("roosa: ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "up --help", "demo --help", "status --help", "retry --help", "cancel --help"})
    void every_option_is_explained(String arguments) {
        int exitCode = run(arguments.split(" "));

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("Usage: roosa");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void an_unknown_environment_is_told_with_what_was_expected() {
        int exitCode = run("up", "--env", "nowhere");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere", "expected: dev or test");
    }

    @Test
    void the_camel_command_is_let_in_only_where_each_application_has_a_process_of_its_own(@TempDir Path directory) {
        System.setProperty("camel-cli", "true");
        try {
            int exitCode = run("up", "--env", "dev", "--data", directory.toString());

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString()).contains("camel-cli = true", "expected: --processes with it");
        } finally {
            System.clearProperty("camel-cli");
        }
    }

    @Test
    void the_version_is_told() {
        int exitCode = run("--version");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith("roosa ");
    }

    @Test
    void a_status_is_told_with_how_the_order_came_there() {
        try (StandInHouse house = new StandInHouse(List.of("RECEIVED", "INVENTORY_CHECK_STARTED"), 0)) {

            int exitCode = run("status", "order-1", "--url", house.url());

            assertThat(exitCode).isZero();
            assertThat(out.toString().lines()).containsExactly("order-1  RECEIVED  since 2026-11-23T10:15:30Z",
                    "  2026-11-23T10:15:30Z  RECEIVED  2 calls", "  2026-11-23T10:15:30Z  INVENTORY_CHECK_STARTED  2 calls");
        }
    }

    @Test
    void what_an_operator_asks_for_is_sent_with_who_and_why() {
        try (StandInHouse house = new StandInHouse(List.of("RECEIVED"), 0)) {

            int exitCode = run("cancel", "order-1", "--by", "ada", "--why", "rang", "--url", house.url());

            assertThat(exitCode).isZero();
            assertThat(out.toString().lines()).containsExactly("order-1  INVENTORY_FAILED  cancel: done");
            assertThat(house.acted()).containsExactly("/process/orders/order-1/actions/cancel {\"by\":\"ada\",\"why\":\"rang\"}");
        }
    }

    @Test
    void an_unknown_order_is_told_in_one_line() {
        try (StandInHouse house = new StandInHouse(List.of("RECEIVED"), 0)) {

            int exitCode = run("status", "unknown", "--url", house.url());

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString().lines()).containsExactly("roosa: no order unknown is known at " + house.url());
        }
    }

    @Test
    void a_status_asked_for_where_nothing_answers_says_so() {
        int exitCode = run("status", "order-1", "--url", "http://127.0.0.1:1");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("roosa: nothing answers at http://127.0.0.1:1");
    }

    @Test
    void heap_and_application_properties_are_passed_on_to_the_processes_and_nothing_else() {
        List<String> options = List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dcamel.main.profile=test", "-Dtraces.to=file", "-Dlog.format=json", "-Dio.netty.allocator.maxOrder=7",
                "-Dfile.encoding=UTF-8", "-javaagent:x.jar", "-agentlib:jdwp=address=5005");

        List<String> passedOn = SixProcesses.passedOn(options);

        assertThat(passedOn).containsExactly("-Xmx256m", "-XX:+UseSerialGC", "-Dcamel.main.profile=test", "-Dtraces.to=file", "-Dlog.format=json",
                "-Dio.netty.allocator.maxOrder=7");
    }

    @Test
    void jars_that_are_not_built_are_named_with_how_to_build_them(@TempDir Path empty) {
        SixProcesses processes = new SixProcesses(AddressBook.of(Environment.named("test")).withFreePorts(), empty, empty);

        assertThatThrownBy(() -> processes.start(part -> { })).isInstanceOf(NotReady.class)
                .hasMessageContainingAll("order-exp-api.jar", "order-status-store.jar", "./mvnw -DskipTests package");
    }

    @Test
    void a_port_that_an_option_leaves_open_is_the_same_for_all_six() {
        System.setProperty("order-exp-api.port", "0");
        try {
            AddressBook addresses = AddressBook.of(Environment.named("dev")).withFreePorts();

            assertThat(addresses.url(House.EXPERIENCE)).isEqualTo("http://127.0.0.1:" + addresses.overrides().get("order-exp-api.port"));
            assertThat(addresses.overrides()).containsOnlyKeys("order-exp-api.port");
        } finally {
            System.clearProperty("order-exp-api.port");
        }
    }

    private int run(String... arguments) {
        return Roosa.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    }
}
