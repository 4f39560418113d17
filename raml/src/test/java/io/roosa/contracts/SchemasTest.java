package io.roosa.contracts;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** The twins' schemas, in the validator and dialect by which the applications check a body at run time. */
final class SchemasTest {

    private static final JsonNode ORDER_EXP_API = twin("order-exp-api");
    private static final JsonNode PAYMENT_SYS_API = twin("payment-sys-api");

    @TestFactory
    Stream<DynamicTest> every_example_of_a_body_satisfies_its_schema() {
        return Contract.files().stream().map(Contract::read).flatMap(contract -> {
            var twin = Twin.of(contract);
            return bodies("", twin.path("paths")).flatMap(pointer -> examples(twin.at(pointer)).map(example ->
                dynamicTest(contract.application() + ".json#" + pointer, () ->
                    assertThat(schema(twin, pointer + "/schema").validate(example)).isEmpty())));
        });
    }

    @ParameterizedTest
    @MethodSource
    void a_broken_order_is_refused_at_the_field_that_is_wrong(Consumer<ObjectNode> mistake, Set<String> pointers) {
        var order = order();
        mistake.accept(order);

        var messages = schema(ORDER_EXP_API, "/components/schemas/Order").validate(order);

        assertThat(pointers(messages)).isEqualTo(pointers);
    }

    static List<Arguments> a_broken_order_is_refused_at_the_field_that_is_wrong() {
        return List.of(
            broken("unknown field", order -> order.put("total", "1.00"), "/total"),
            broken("unknown field of a line", order -> line(order).put("colour", "blue"), "/items/0/colour"),
            broken("quantity 0", order -> line(order).put("quantity", 0), "/items/0/quantity"),
            broken("quantity 1000", order -> line(order).put("quantity", 1000), "/items/0/quantity"),
            broken("half a piece", order -> line(order).put("quantity", 1.5), "/items/0/quantity"),
            broken("quantity as text", order -> line(order).put("quantity", "1"), "/items/0/quantity"),
            broken("no token", order -> payment(order).remove("token"), "/payment/token"),
            broken("token null", order -> payment(order).putNull("token"), "/payment/token"),
            broken("paid in cash", order -> payment(order).put("method", "CASH"), "/payment/method"),
            broken("no items", order -> order.putArray("items"), "/items"),
            broken("101 items", order -> repeatLine(order, 101), "/items"),
            broken("currency in small letters", order -> order.put("currency", "eur"), "/currency"),
            broken("currency with a line break", order -> order.put("currency", "EUR\n"), "/currency"),
            broken("country by name", order -> order.withObject("/shippingAddress").put("country", "Germany"),
                "/shippingAddress/country"),
            broken("a long note", order -> order.put("note", "x".repeat(1001)), "/note"),
            broken("two mistakes", order -> {
                line(order).put("quantity", 0);
                order.remove("customerId");
            }, "/customerId", "/items/0/quantity"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7.90\"", "\"0.0001\"", "\"999999999.9999\"", "\"12\"", "12", "12.5", "0.0001", "19.99", "0.07",
        "1.1", "4.35", "999999999.9999", "1e2"})
    void a_price_above_zero_is_taken_as_text_and_as_number(String price) {
        var order = order();
        line(order).set("unitPrice", Json.parse(price));

        assertThat(schema(ORDER_EXP_API, "/components/schemas/Order").validate(order)).isEmpty();
    }

    @Timeout(5)
    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "\"0.00\"", "\"-1\"", "\"1,50\"", "\"1e2\"", "\"01\"", "\".5\"", "\"1.\"", "\"1.00001\"",
        "\"1000000000\"", "\" 1\"", "\"1\\n\"", "\"\"", "0", "0.0", "-1", "0.00001", "1000000000", "1e400", "1e999999999",
        "1e-999999999", "true", "null", "[1]", "{}"})
    void any_other_price_is_refused(String price) {
        var order = order();
        line(order).set("unitPrice", Json.parse(price));

        var messages = schema(ORDER_EXP_API, "/components/schemas/Order").validate(order);

        assertThat(pointers(messages)).containsExactly("/items/0/unitPrice");
    }

    @Test
    void what_an_order_can_come_to_can_be_charged() {
        ObjectNode charge = PAYMENT_SYS_API.path("paths").path("/payment/charge").path("post")
            .at("/requestBody/content/application~1json/example").deepCopy();
        // 100 lines of 999 pieces at the highest price.
        charge.put("amount", "99899999999990.0100");

        assertThat(schema(PAYMENT_SYS_API, "/components/schemas/Charge").validate(charge)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_request_with_an_unknown_field_is_refused() {
        return Contract.files().stream().map(Contract::read).flatMap(contract -> {
            var twin = Twin.of(contract);
            return bodies("", twin.path("paths")).filter(pointer -> pointer.contains("/requestBody/")).map(pointer ->
                dynamicTest(contract.application() + ".json#" + pointer, () -> {
                    var request = (ObjectNode) examples(twin.at(pointer)).findFirst().orElseThrow().deepCopy();
                    request.put("surprise", true);

                    var messages = schema(twin, pointer + "/schema").validate(request);

                    assertThat(pointers(messages)).containsExactly("/surprise");
                }));
        });
    }

    private static Arguments broken(String how, Consumer<ObjectNode> mistake, String... pointers) {
        return Arguments.of(Named.of(how, mistake), Set.of(pointers));
    }

    private static ObjectNode order() {
        return ORDER_EXP_API.at("/paths/~1orders/post/requestBody/content/application~1json/example").deepCopy();
    }

    private static ObjectNode line(ObjectNode order) {
        return (ObjectNode) order.at("/items/0");
    }

    private static ObjectNode payment(ObjectNode order) {
        return (ObjectNode) order.get("payment");
    }

    private static void repeatLine(ObjectNode order, int times) {
        var line = line(order);
        ArrayNode items = order.putArray("items");
        for (var count = 0; count < times; count++) {
            items.add(line.deepCopy());
        }
    }

    private static JsonNode twin(String application) {
        return Twin.of(Contract.read(Path.of(application + ".raml").toAbsolutePath()));
    }

    private static JsonSchema schema(JsonNode twin, String pointer) {
        var config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).formatAssertionsEnabled(true).build();
        var iri = "https://contracts.test/" + Integer.toHexString(twin.hashCode()) + ".json";
        var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4, builder -> builder
            .metaSchema(OpenApi30.getInstance())
            .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
            .schemaLoaders(loaders -> loaders.schemas(location -> location.equals(iri) ? twin.toString() : null)));
        return factory.getSchema(SchemaLocation.of(iri + "#" + pointer), config);
    }

    /** A missing or unknown field is told at the object that it is missing from, or unknown to. */
    private static Set<String> pointers(Set<ValidationMessage> messages) {
        return messages.stream()
            .map(message -> message.getInstanceLocation() + (message.getProperty() == null ? "" : "/" + message.getProperty()))
            .collect(Collectors.toSet());
    }

    /** Points at each media type below a node that has an example. */
    private static Stream<String> bodies(String pointer, JsonNode node) {
        return node.properties().stream().flatMap(field -> {
            var below = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            return pointer.endsWith("/content") ? Stream.of(below) : bodies(below, field.getValue());
        }).map(found -> pointer.isEmpty() ? "/paths" + found : found);
    }

    private static Stream<JsonNode> examples(JsonNode media) {
        var named = media.path("examples").valueStream().map(example -> example.path("value"));
        return Stream.concat(named, media.has("example") ? Stream.of(media.get("example")) : Stream.empty());
    }
}
