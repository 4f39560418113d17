package io.roosa.system;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** ops/alerts.yml, judged by promtool on what running applications told: whether an alert would have fired. */
final class AlertRules {

    static final Path FILE = Path.of("../../ops/alerts.yml").toAbsolutePath().normalize();

    /** Those that the rules ask for; the others would only be read. */
    private static final Predicate<String> OURS = Pattern.compile("^(roosa|resilience4j|up\\{)").asPredicate();

    private final Path directory;

    /** @param directory where the questions to promtool are written */
    AlertRules(Path directory) {
        this.directory = directory;
    }

    /** All that the file has, in its order. */
    static List<String> names() throws IOException {
        return Pattern.compile("(?m)^ +- alert: (\\w+)$").matcher(Files.readString(FILE)).results().map(alert -> alert.group(1)).toList();
    }

    /** Whether promtool is there; Debian has it in its package prometheus. */
    static boolean canBeJudged() {
        try {
            return run(List.of("promtool", "--version")).isEmpty();
        } catch (IOException notThere) {
            return false;
        }
    }

    /**
     * Which alerts fire, of all that the file has.
     *
     * @param before what was told for ten minutes
     * @param after what is told from then on, for twenty
     */
    List<String> firing(List<String> alerts, Scrape before, Scrape after) throws IOException {
        return alerts.stream().filter(alert -> fires(alert, before, after)).toList();
    }

    private boolean fires(String alert, Scrape before, Scrape after) {
        try {
            List<String> complaint = asked("count(max_over_time(ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"}[25m])) > bool 0", before, after);
            if (complaint.stream().anyMatch(line -> line.contains("got:") && line.contains("nil") || line.contains("got:[]"))) {
                return false;
            }
            if (complaint.isEmpty()) {
                return true;
            }
            throw new AssertionError(String.join("\n", complaint));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> asked(String expression, Scrape before, Scrape after) throws IOException {
        Map<String, BigDecimal> first = before.samples();
        Map<String, BigDecimal> all = new LinkedHashMap<>(first);
        all.putAll(after.samples());
        String series = new TreeSet<>(all.keySet()).stream().filter(OURS).map(name -> {
            String start = first.containsKey(name) ? first.get(name).toPlainString() + "+0x9" : "_x10";
            String end = after.samples().containsKey(name) ? " " + after.samples().get(name).toPlainString() + "+0x20" : "";
            return "      - series: '" + name.replace("'", "''") + "'\n        values: '" + start + end + "'\n";
        }).collect(Collectors.joining());
        Path question = Files.writeString(directory.resolve("question.yml"), """
                rule_files: ['%s']
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                %s    promql_expr_test:
                      - expr: '%s'
                        eval_time: 25m
                        exp_samples: [{labels: '{}', value: 1}]
                """.formatted(FILE, series, expression));
        return run(List.of("promtool", "test", "rules", question.toString()));
    }

    /** What a command complains of; nothing where it ends well. */
    static List<String> run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            return process.waitFor() == 0 ? List.of() : output.lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
