package io.roosa.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** With {@code log.format=json} each line of each application is one JSON object, and one about an order bears its two ids. */
class JsonLogsIT {

    private static final Duration WHOLE = Duration.ofMinutes(4);
    private static final Pattern ORDER_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    @ParameterizedTest
    @ValueSource(strings = {"demo --env test --orders 5 --data data", "demo --env test --orders 5 --data data --processes"})
    void every_line_is_one_object_and_tells_the_order_it_is_about(String arguments, @TempDir Path directory) throws IOException {
        RunningJar demo = PackagedJars.launcher(directory, Map.of(), List.of("-Dlog.format=json", "-Dinventory-sys-api.failure-rate=0", "-Dpayment-sys-api.failure-rate=0",
                "-Dpayment-sys-api.timeout-rate=0"), arguments.split(" "));
        try {
            assertThat(demo.awaitExit(WHOLE)).as(demo.output()).hasValue(0);
        } finally {
            demo.terminate();
        }

        List<String> lines = logged(directory);

        assertThat(wrong(lines)).isEmpty();
        assertThat(lines.stream().map(JsonLogsIT::orderId).filter(id -> !id.isEmpty()).collect(Collectors.toSet())).hasSizeGreaterThanOrEqualTo(5);
        assertThat(lines.stream().map(line -> read(line).at("/mdc/camel.contextId").asText()).collect(Collectors.toSet()))
                .contains(House.EXPERIENCE, House.PROCESS, House.INVENTORY, House.PAYMENT, House.SHIPPING);
    }

    @Test
    void a_line_of_text_and_one_that_keeps_an_id_to_itself_are_noticed() {
        String id = "01a209ae-d2fd-73fe-ba36-d8f4487cb885";
        String text = "10:00:00.000 INFO  [order-proc-api] orderId=" + id + " Claimed";
        String withoutCorrelationId = "{\"level\":\"INFO\",\"mdc\":{\"orderId\":\"" + id + "\"},\"formattedMessage\":\"Claimed\"}";
        String withoutOrderId = "{\"level\":\"INFO\",\"mdc\":{},\"formattedMessage\":\"Order " + id + " was claimed\"}";
        String right = "{\"level\":\"INFO\",\"mdc\":{\"orderId\":\"" + id + "\",\"correlationId\":\"a\"},\"formattedMessage\":\"Claimed\"}";

        List<String> wrong = wrong(List.of(text, withoutCorrelationId, withoutOrderId, right));

        assertThat(wrong).containsExactly(text, withoutCorrelationId, withoutOrderId);
    }

    /** The lines that are no object, or about an order without both of its ids. */
    private static List<String> wrong(List<String> lines) {
        return lines.stream().filter(line -> !read(line).isObject() || !orderId(line).isEmpty() && read(line).at("/mdc/correlationId").asText().isEmpty()
                || orderId(line).isEmpty() && ORDER_ID.matcher(read(line).path("formattedMessage").asText()).find()).toList();
    }

    private static String orderId(String line) {
        return read(line).at("/mdc/orderId").asText();
    }

    private static JsonNode read(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return Json.MAPPER.missingNode();
        }
    }

    private static List<String> logged(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data").resolve("log"))) {
            Set<Path> logs = files.filter(Files::isRegularFile).collect(Collectors.toSet());
            assertThat(logs).hasSizeGreaterThanOrEqualTo(1);
            return logs.stream().flatMap(log -> text(log).lines()).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
