package io.roosa.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The rules and the scrape file of ops/ by promtool, which Debian has in its package prometheus; skipped where it is not to be had. */
class AlertRulesTest {

    private static final Path TESTS = AlertRules.FILE.resolveSibling("alerts.test.yml");

    static List<String> alerts() throws IOException {
        return AlertRules.names();
    }

    @Test
    void promtool_accepts_the_rules_and_the_scrape_file_and_refuses_broken_ones(@TempDir Path directory) throws IOException {
        assumePromtool();
        Path broken = Files.writeString(directory.resolve("broken.yml"), Files.readString(AlertRules.FILE).replace("roosa_store_reached == 0", "roosa_store_reached == "));

        assertThat(AlertRules.run(List.of("promtool", "check", "rules", AlertRules.FILE.toString()))).isEmpty();
        assertThat(AlertRules.run(List.of("promtool", "check", "config", AlertRules.FILE.resolveSibling("prometheus.yml").toString()))).isEmpty();
        assertThat(AlertRules.run(List.of("promtool", "check", "rules", broken.toString()))).isNotEmpty();
    }

    @Test
    void each_alert_fires_when_it_should_and_is_silent_before_and_after() throws IOException {
        assumePromtool();

        List<String> complaints = AlertRules.run(List.of("promtool", "test", "rules", TESTS.toString()));

        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_that_never_fires_and_one_that_always_does_are_noticed(String alert, @TempDir Path directory) throws IOException {
        assumePromtool();

        for (String planted : List.of("vector(0) > 1", "vector(1)")) {
            assertThat(complaintsWith(alert, planted, directory)).as(planted).anyMatch(line -> line.contains("alertname: " + alert + ","));
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_its_section_in_the_runbook_and_is_provoked(String alert) throws IOException {
        assertThat(Files.readString(AlertRules.FILE.resolve("../../docs/runbook.md").normalize())).contains("\n## " + alert + "\n");
        assertThat(Files.readString(TESTS)).contains("{alertname: " + alert + ",", "- alertname: " + alert + "\n");
        assertThat(Files.readString(Path.of("src/test/java/io/roosa/system/AlertsTest.java"))).contains("\"" + alert + "\"");
    }

    private static List<String> complaintsWith(String alert, String planted, Path directory) throws IOException {
        List<String> lines = Files.readAllLines(AlertRules.FILE);
        int begins = lines.indexOf("      - alert: " + alert) + 1;
        int ends = Stream.iterate(begins, line -> line + 1).filter(line -> lines.get(line).startsWith("        for:")).findFirst().orElseThrow();
        List<String> sabotaged = Stream.of(lines.subList(0, begins), List.of("        expr: " + planted), lines.subList(ends, lines.size())).flatMap(List::stream).toList();
        Files.write(directory.resolve("alerts.yml"), sabotaged);
        Files.copy(TESTS, directory.resolve("alerts.test.yml"), StandardCopyOption.REPLACE_EXISTING);
        return AlertRules.run(List.of("promtool", "test", "rules", directory.resolve("alerts.test.yml").toString()));
    }

    private static void assumePromtool() {
        assumeTrue(AlertRules.canBeJudged(), "promtool is not on the path (Debian: prometheus)");
    }
}
