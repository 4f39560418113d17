package io.roosa.system.room;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.order.Json;

/** A real browser that does with the control room what a person does: Chromium, told by WebDriver (W3C) through its chromedriver. */
final class Browser implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, String url, Path profile, String binary) {
        this.driver = driver;
        JsonNode asked = Json.MAPPER.valueToTree(Map.of("capabilities", Map.of("alwaysMatch", Map.of(
                "goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"),
                "goog:chromeOptions", Map.of("binary", binary, "args", List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                        "--window-size=1400,1000", "--user-data-dir=" + profile))))));
        this.session = url + "/session/" + post(url + "/session", asked).path("sessionId").asText();
    }

    /** Where Chromium and its driver are; empty where one of them is missing. */
    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator"))).map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).findFirst();
    }

    /** Whether there is a browser to be had. */
    static boolean isThere() {
        return onPath("chromedriver").isPresent() && NAMES.stream().anyMatch(name -> onPath(name).isPresent());
    }

    /** Opens a browser that keeps what it keeps in {@code profile}. */
    static Browser open(Path profile) {
        String binary = NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst().orElseThrow().toString();
        try {
            Process driver = new ProcessBuilder(onPath("chromedriver").orElseThrow().toString(), "--port=0").redirectErrorStream(true).start();
            BufferedReader told = new BufferedReader(driver.inputReader(StandardCharsets.UTF_8));
            String line = told.readLine();
            while (line != null) {
                Matcher port = PORT.matcher(line);
                if (port.find()) {
                    return new Browser(driver, "http://127.0.0.1:" + port.group(1), profile, binary);
                }
                line = told.readLine();
            }
            throw new IllegalStateException("chromedriver ended without telling its port");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void go(String url) {
        command("/url", Map.of("url", url));
    }

    /** What a function with this body answers in the page. */
    JsonNode js(String body, Object... arguments) {
        return command("/execute/sync", Map.of("script", body, "args", Arrays.asList(arguments)));
    }

    /** The same where the answer comes later: the body calls its last argument with it. */
    JsonNode later(String body, Object... arguments) {
        return command("/execute/async", Map.of("script", body, "args", Arrays.asList(arguments)));
    }

    /** Clicks as a mouse does: what is covered or out of order cannot be clicked. */
    void click(String css) {
        String element = command("/element", Map.of("using", "css selector", "value", css)).properties().iterator().next().getValue().asText();
        command("/element/" + element + "/click", Map.of());
    }

    String text(String css) {
        return js("return document.querySelector(arguments[0])?.textContent ?? ''", css).asText();
    }

    String attribute(String css, String name) {
        return js("return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? ''", css, name).asText();
    }

    /** Presses a key as a keyboard does, wherever the focus is. */
    void press(String key) {
        command("/actions", Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions",
                List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key))))));
    }

    /** As wide as some device, and light or dark. */
    void looksLike(int width, int height, String scheme) {
        devTools("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        devTools("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** A picture of the whole page. */
    void picture(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(devTools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)).path("data").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stood on the console since the last time, errors and warnings. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        command("/se/log", Map.of("type", "browser")).forEach(entry -> {
            if (List.of("SEVERE", "WARNING").contains(entry.path("level").asText())) {
                complaints.add(entry.path("message").asText());
            }
        });
        return complaints;
    }

    /** Each address that was asked for since the last time. */
    List<String> asked() {
        List<String> asked = new ArrayList<>();
        command("/se/log", Map.of("type", "performance")).forEach(entry -> {
            JsonNode message = read(entry.path("message").asText()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                asked.add(message.at("/params/request/url").asText());
            }
        });
        return asked;
    }

    private JsonNode devTools(String name, Map<String, ?> parameters) {
        return command("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    private JsonNode command(String path, Map<String, ?> body) {
        return post(session + path, Json.MAPPER.valueToTree(body));
    }

    private JsonNode post(String url, JsonNode body) {
        return sent(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json").timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build());
    }

    private JsonNode sent(HttpRequest request) {
        try {
            JsonNode value = read(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).path("value");
            if (value.has("error")) {
                throw new AssertionError(value.path("error").asText() + ": " + value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            sent(HttpRequest.newBuilder(URI.create(session)).timeout(PATIENCE).DELETE().build());
        } finally {
            driver.descendants().forEach(ProcessHandle::destroy);
            driver.destroy();
        }
    }
}
