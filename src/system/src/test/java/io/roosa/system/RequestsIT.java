package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The requests that people are given to send, {@code raml/requests.http} and {@code raml/requests.sh}, are answered as they say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsIT {

    private static final Path FOLDER = PackagedJars.HOME.resolve("raml");
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final List<String> CALM = List.of("-Dinventory-sys-api.failure-rate=0", "-Dpayment-sys-api.failure-rate=0",
            "-Dpayment-sys-api.timeout-rate=0", "-Dshipping-sys-api.failure-rate=0");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\S+) = (\\S+)$");
    private static final Pattern REQUEST = Pattern.compile(
            "(?ms)^### (\\w+): .*?^# expects (\\d+)\\n(\\w+) (\\S+)\\n((?:[\\w-]+: [^\\n]+\\n)*)(?:\\n(\\{.*?^\\})\\n)?");
    private static final Pattern READY = Pattern.compile("(?m)^ +(\\S+) +(.+?) +health (http\\S+)/observe/health");

    private final HttpClient http = HttpClient.newHttpClient();
    private Path directory;
    private RunningJar launcher;
    private final Map<String, String> urls = new HashMap<>();

    private record Request(String operation, int expects, String method, String url, List<String> headers, String body) {

        static Request of(MatchResult found) {
            List<String> headers = found.group(5).lines().flatMap(line -> Stream.of(line.split(": ", 2))).toList();
            return new Request(found.group(1), Integer.parseInt(found.group(2)), found.group(3), found.group(4), headers,
                    found.group(6) == null ? "" : found.group(6));
        }
    }

    @BeforeAll
    void start_all_six_with_systems_that_do_not_fail(@TempDir Path directory) {
        this.directory = directory;
        launcher = PackagedJars.launcher(directory, Map.of(), CALM, "up", "--env", "test", "--data", "kept");
        await().atMost(START).until(() -> launcher.output().contains("All six are ready") || launcher.exitCode().isPresent());
        READY.matcher(launcher.output()).results().forEach(ready ->
                urls.put(ready.group(1), ready.group(1).equals(House.STORE) ? ready.group(3) : ready.group(2).strip()));
        assertThat(urls).as(launcher.output()).hasSize(6);
    }

    @AfterAll
    void stop() {
        launcher.terminate();
        launcher.awaitExit(STOP);
        launcher.kill();
    }

    @TestFactory
    Stream<DynamicTest> each_request_of_the_file_is_answered_with_the_status_that_it_expects() throws IOException, InterruptedException {
        return requests(Map.of("orderId", shippedOrder())).stream().map(request -> DynamicTest.dynamicTest(request.operation(), () ->
                assertThat(sent(request).statusCode()).isEqualTo(request.expects())));
    }

    @Test
    void no_request_of_the_file_is_left_out() throws IOException {
        String file = Files.readString(FOLDER.resolve("requests.http"));

        assertThat(requests(Map.of())).hasSize((int) file.lines().filter(line -> line.startsWith("###")).count()).hasSizeGreaterThan(15);
    }

    @Test
    void each_line_for_curl_is_answered_with_the_status_that_it_expects() throws IOException, InterruptedException {
        String script = Files.readString(FOLDER.resolve("requests.sh"));
        List<String> expected = Pattern.compile("; expects (\\d+)").matcher(script).results().map(found -> found.group(1)).toList();
        Path output = directory.resolve("requests.out");
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", FOLDER.resolve("requests.sh").toString()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ORDER_ID", shippedOrder());
        urls.forEach((application, url) -> builder.environment().put(application.toUpperCase(Locale.ROOT).replace('-', '_'), url));

        Process shell = builder.start();

        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String answers = Files.readString(output);
        assertThat(shell.exitValue()).as(answers).isZero();
        assertThat(Pattern.compile("HTTP/1\\.1 (\\d+)").matcher(answers).results().map(found -> found.group(1))).as(answers)
                .containsExactlyElementsOf(expected);
    }

    /** As a person does: sends the first request, and goes on with the order of its answer. */
    private String shippedOrder() throws IOException, InterruptedException {
        Request first = requests(Map.of()).get(0);
        assertThat(first.operation()).isEqualTo("placeOrder");
        String orderId = Json.MAPPER.readTree(sent(first).body()).path("orderId").asText();
        await().atMost(START).until(() -> sent(new Request("", 200, "GET", urls.get(House.EXPERIENCE) + "/orders/" + orderId + "/status", List.of(), ""))
                .body().contains("\"SHIPPED\""));
        return orderId;
    }

    private List<Request> requests(Map<String, String> chosen) throws IOException {
        String file = Files.readString(FOLDER.resolve("requests.http"));
        Map<String, String> variables = new HashMap<>();
        VARIABLE.matcher(file).results().forEach(found -> variables.put(found.group(1), found.group(2)));
        variables.putAll(urls);
        variables.putAll(chosen);
        String filled = Pattern.compile("\\{\\{([\\w-]+)}}").matcher(file)
                .replaceAll(found -> Matcher.quoteReplacement(variables.get(found.group(1))));
        return REQUEST.matcher(filled).results().map(Request::of).toList();
    }

    private HttpResponse<String> sent(Request request) throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(request.headers());
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url())).timeout(Duration.ofSeconds(20)).method(request.method(),
                request.body().isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(request.body()));
        return http.send(headers.isEmpty() ? builder.build() : builder.headers(headers.toArray(String[]::new)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
