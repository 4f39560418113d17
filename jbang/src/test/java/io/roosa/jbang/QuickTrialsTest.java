package io.roosa.jbang;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The README of the quick trials is true: each of its lines is run as it stands, on other ports. */
final class QuickTrialsTest {

    static List<Trial> promised() throws IOException {
        return Trial.promised();
    }

    @ParameterizedTest
    @MethodSource("promised")
    void a_file_alone_answers_what_the_readme_promises(Trial trial) throws Exception {
        try (RunningTrials running = RunningTrials.of(List.of(trial))) {

            String output = running.called(trial);

            assertThat(output).as(trial.call()).matches(trial::keepsItsPromise, "is " + trial.seen());
            assertThat(running.logged()).doesNotContain("tok_");
        }
    }

    @Test
    void all_five_together_ship_an_order_and_log_no_card() throws Exception {
        Trial edge = Trial.promised().stream().filter(trial -> trial.name().equals("OrderExpApi")).findFirst().orElseThrow();
        try (RunningTrials running = RunningTrials.of(Trial.promised())) {
            Matcher orderId = Pattern.compile("\"orderId\":\"([^\"]+)").matcher(running.called(edge));
            assertThat(orderId.find()).isTrue();
            Trial asked = Trial.promisedOfAllFive().about(orderId.group(1));

            await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(500)).until(() -> running.calledAtTheEdge(asked), asked::keepsItsPromise);

            assertThat(running.logged()).contains("PAYMENT_COMPLETED").doesNotContain("tok_");
        }
    }

    @Test
    void the_readme_has_a_line_for_each_file_with_the_port_of_the_address_book() throws IOException {
        Properties addressBook = new Properties();
        try (Reader file = Files.newBufferedReader(Trial.FOLDER.resolveSibling("application-dev.properties"))) {
            addressBook.load(file);
        }

        List<Trial> trials = Trial.promised();

        try (var files = Files.list(Trial.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java")))
                    .containsExactlyInAnyOrderElementsOf(trials.stream().map(trial -> trial.name() + ".java").toList());
        }
        assertThat(trials).hasSize(5).allSatisfy(trial -> {
            assertThat(trial.port()).isEqualTo(Integer.parseInt(addressBook.getProperty(trial.application() + ".port")));
            assertThat(trial.call()).contains("http://127.0.0.1:" + trial.port() + "/");
        });
    }

    @Test
    void the_experience_layer_calls_no_system_api() throws IOException {
        String experience = Files.readString(Trial.FOLDER.resolve("OrderExpApi.java"));

        assertThat(experience).doesNotContain("-sys-api").contains("{{order-proc-api.url}}");
    }

    @Test
    void another_output_than_promised_is_noticed() {
        Trial trial = new Trial("PaymentSysApi", "", "", "{\"orderId\":\"019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071\",\"status\":\"SHIPPED\"}");

        assertThat(trial.keepsItsPromise("{\"orderId\":\"01a209c6-d754-72d3-b424-5a3163c228ff\",\"status\":\"SHIPPED\"}")).isTrue();
        assertThat(trial.keepsItsPromise("{\"orderId\":\"01a209c6-d754-72d3-b424-5a3163c228ff\",\"status\":\"RECEIVED\"}")).isFalse();
        assertThat(trial.keepsItsPromise("{\"orderId\":\"no id\",\"status\":\"SHIPPED\"}")).isFalse();
    }
}
