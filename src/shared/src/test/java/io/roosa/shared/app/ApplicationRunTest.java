package io.roosa.shared.app;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationRunTest {

    private static final String IN_FILE = """
            child-api.host=127.0.0.1
            child-api.port=0
            child-api.management.port=0
            child-api.patience=3s
            child-api.in-file=file
            child-api.in-d=file
            child-api.in-env=file
            payment-sys-api.technical-share=0.75
            """;

    @TempDir
    private Path workingDirectory;

    private record Ended(int code, String out, String err) {
    }

    @Test
    void help_says_what_it_is_for_and_how_it_is_run() throws Exception {
        Ended ended = run(List.of(), Map.of(), "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("child-api: is run by a test").contains("java [-Dkey=value ...] -jar child-api.jar").contains("CHILD_API_PORT");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void version_names_the_application_and_its_release() throws Exception {
        Ended ended = run(List.of(), Map.of(), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("child-api ").hasLineCount(1);
    }

    @Test
    void an_unknown_argument_ends_with_code_1_and_says_what_is_known() throws Exception {
        Ended ended = run(List.of(), Map.of(), "--prot=8081");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("child-api: unknown argument --prot=8081\n  expected: nothing, --help or --version; properties go before -jar as -Dkey=value\n");
    }

    @Test
    void an_unknown_environment_ends_with_code_1_in_a_few_lines() throws Exception {
        assertToldInAFewLines(run(List.of("-Dcamel.main.profile=nowhere"), Map.of()), "camel.main.profile = nowhere", "expected: dev or test");
    }

    @Test
    void a_wrong_setting_ends_with_code_1_and_tells_property_value_and_what_was_expected() throws Exception {
        Files.writeString(workingDirectory.resolve("application-test.properties"), IN_FILE);

        Ended ended = run(List.of("-Dcamel.main.profile=test", "-Dchild-api.patience=long"), Map.of());

        assertToldInAFewLines(ended, "child-api.patience = long", "expected: a length of time with its unit");
    }

    @Test
    void a_port_that_is_taken_ends_with_code_1_and_names_the_port() throws Exception {
        Files.writeString(workingDirectory.resolve("application-test.properties"), IN_FILE);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {

            Ended ended = run(List.of("-Dcamel.main.profile=test", "-Dchild-api.management.port=" + taken.getLocalPort()), Map.of());

            assertToldInAFewLines(ended, "child-api.management.port = " + taken.getLocalPort(), "expected: a port that is free on 127.0.0.1");
        }
    }

    @Test
    void the_file_in_the_working_directory_wins_over_the_jar_and_d_and_the_environment_win_over_both() throws Exception {
        Files.writeString(workingDirectory.resolve("application-test.properties"), IN_FILE);

        Ended ended = run(List.of("-Dchild-api.in-d=d", "-Dchild-api.patience=never"),
                Map.of("CHILD_API_IN_ENV", "env", "CAMEL_MAIN_PROFILE", "test"));

        assertThat(ended.out().lines()).containsExactly("in-jar=jar, 0.75", "in-file=file", "in-d=d", "in-env=env");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dcamel.main.profile=dev", "CAMEL_MAIN_PROFILE"})
    void environment_dev_that_was_chosen_by_name_traces_no_order(String chosen) throws Exception {
        Files.writeString(workingDirectory.resolve("application-dev.properties"), IN_FILE);
        List<String> settings = List.of("-Dchild-api.in-jar=jar", "-Dchild-api.in-d=d", "-Dchild-api.in-env=env");

        Ended ended = chosen.startsWith("-D") ? run(Stream.concat(Stream.of(chosen), settings.stream()).toList(), Map.of())
                : run(settings, Map.of(chosen, "dev"));

        assertThat(ended.out()).contains("traces=false");
    }

    @Test
    void an_application_that_is_told_to_stop_while_it_starts_stops_in_order_and_ends_with_0() throws Exception {
        Files.writeString(workingDirectory.resolve("application-dev.properties"), IN_FILE);

        Ended ended = run(List.of("-D" + Child.TOLD_TO_STOP + "=true", "-Dchild-api.in-jar=jar"), Map.of());

        assertThat(ended.err()).contains("child-api stopped");
        assertThat(ended.code()).isZero();
    }

    /** Two hooks that stop it side by side now and then wait for each other: 23 s instead of 0.1. */
    @Test
    void camel_has_no_hook_of_its_own_that_stops_an_application_beside_ours() throws Exception {
        Files.writeString(workingDirectory.resolve("application-dev.properties"), IN_FILE);

        Ended ended = run(List.of(StopHooks.OPENED, "-Dchild-api.in-jar=jar"), Map.of());

        assertThat(ended.out()).contains("stopped by [child-api-stop]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dlog.format=json", "LOG_FORMAT"})
    void log_lines_are_json_objects_where_that_is_asked_for(String chosen) throws Exception {
        Files.writeString(workingDirectory.resolve("application-dev.properties"), IN_FILE);
        List<String> settings = List.of("-Dchild-api.in-jar=jar");

        Ended ended = chosen.startsWith("-D") ? run(Stream.concat(Stream.of(chosen), settings.stream()).toList(), Map.of())
                : run(settings, Map.of(chosen, "json"));

        String line = ended.err().lines().filter(told -> told.contains("child-api runs")).findFirst().orElseThrow();
        assertThat(Json.MAPPER.readTree(line).path("formattedMessage").asText()).isEqualTo("child-api runs");
        assertThat(Json.MAPPER.readTree(line).path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void a_log_format_that_is_none_ends_the_start() throws Exception {
        Files.writeString(workingDirectory.resolve("application-dev.properties"), IN_FILE);

        Ended ended = run(List.of("-Dlog.format=xml"), Map.of());

        assertToldInAFewLines(ended, "log.format = xml", "expected: one of text, json");
    }

    @Test
    void the_camel_command_looks_into_environment_dev_alone() throws Exception {
        Files.writeString(workingDirectory.resolve("application-test.properties"), IN_FILE);

        Ended ended = run(List.of("-Dcamel-cli=true", "-Dcamel.main.profile=test", "-Dchild-api.in-jar=jar", "-Duser.home=" + workingDirectory), Map.of());

        assertToldInAFewLines(ended, "camel-cli = true", "expected: false in environment test");
        assertThat(workingDirectory.resolve(".camel")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_application_writes_to_its_users_home_only_where_the_camel_command_may_look_in(boolean on) throws Exception {
        Files.writeString(workingDirectory.resolve("application-dev.properties"), IN_FILE);

        run(List.of("-Dchild-api.in-jar=jar", "-Dcamel-cli=" + on, "-Duser.home=" + workingDirectory), Map.of());

        assertThat(Files.exists(workingDirectory.resolve(".camel"))).isEqualTo(on);
    }

    private static void assertToldInAFewLines(Ended ended, String... words) {
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(ended.err().lines().count()).isLessThanOrEqualTo(5);
    }

    private Ended run(List<String> options, Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", absoluteClassPath()));
        command.addAll(options);
        command.add(Child.class.getName());
        command.addAll(List.of(arguments));
        Path out = workingDirectory.resolve("out");
        Path err = workingDirectory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended by itself").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static String absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
