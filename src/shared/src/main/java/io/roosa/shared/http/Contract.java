package io.roosa.shared.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;

import io.roosa.shared.order.Json;

/** What one application promises to serve: its RAML's OpenAPI twin, read once and asked on every request. */
public final class Contract {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private final List<Operation> operations = new ArrayList<>();

    /**
     * One operation of the contract.
     *
     * @param method the HTTP method
     * @param path the path with its parameters in braces
     * @param matcher the same as a pattern
     * @param operationId the operation's name, which is also its route's
     * @param bodySchema what a request body must satisfy, empty where there is none
     * @param idempotent whether the operation takes an {@code Idempotency-Key}
     * @param waits whether the operation takes {@code Prefer: wait}
     * @param parameters the patterns of the path's parameters, by name
     * @param produces the media types of its answers, problems aside
     */
    public record Operation(String method, String path, Pattern matcher, String operationId, Optional<JsonSchema> bodySchema, boolean idempotent, boolean waits,
            Map<String, Pattern> parameters, Set<String> produces) {

        /** Whether its answer goes on and on. */
        public boolean streams() {
            return produces.contains("text/event-stream");
        }

        /** Whether each parameter in {@code path} is what the contract says. */
        boolean accepts(String path) {
            Matcher values = matcher.matcher(path);
            return values.matches() && parameters.entrySet().stream().allMatch(parameter -> parameter.getValue().matcher(values.group(parameter.getKey())).find());
        }
    }

    private Contract(JsonNode twin, String application) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        JsonSchemaFactory factory = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                .metaSchema(OpenApi30.getInstance())
                .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                .schemaLoaders(loaders -> loaders.schemas(Map.of("urn:roosa:" + application, twin.toString())))
                .build();
        twin.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            JsonNode operation = method.getValue();
            if (operation.has("operationId")) {
                Optional<JsonSchema> schema = Optional.ofNullable(operation.at("/requestBody/content/application~1json/schema"))
                        .filter(node -> !node.isMissingNode())
                        .map(node -> factory.getSchema(SchemaLocation.of("urn:roosa:" + application + "#/paths/"
                                + path.getKey().replace("~", "~0").replace("/", "~1") + "/" + method.getKey()
                                + "/requestBody/content/application~1json/schema"), config));
                schema.ifPresent(JsonSchema::initializeValidators);
                operations.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), matcherOf(path.getKey()),
                        operation.get("operationId").asText(), schema, takes(operation, Headers.IDEMPOTENCY_KEY), takes(operation, Headers.PREFER), parametersOf(operation, twin),
                        producedBy(operation)));
            }
        }));
        operations.sort(Comparator.comparing(operation -> PATH_PARAMETER.matcher(operation.path()).find()));
    }

    /** The contract of the application of that name, from the jar. @throws IllegalStateException where the jar has none */
    public static Contract of(String application) {
        String resource = "/contracts/openapi/" + application + ".json";
        try (InputStream twin = Contract.class.getResourceAsStream(resource)) {
            if (twin == null) {
                throw new IllegalStateException("No contract " + resource + " on the class path");
            }
            return new Contract(Json.MAPPER.readTree(twin), application);
        } catch (IOException e) {
            throw new IllegalStateException("The contract " + resource + " cannot be read", e);
        }
    }

    /** The contract in the given OpenAPI document. */
    public static Contract parse(String application, String twin) throws IOException {
        return new Contract(Json.MAPPER.readTree(twin), application);
    }

    /** All that is served. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The operation that a request asks for. */
    public Optional<Operation> find(String method, String path) {
        return operations.stream().filter(operation -> operation.method().equals(method) && operation.matcher().matcher(path).matches()).findFirst();
    }

    /** The methods that a path may be asked with; none where the contract does not know the path. */
    public Set<String> methodsOf(String path) {
        Set<String> methods = new TreeSet<>();
        operations.stream().filter(operation -> operation.matcher().matcher(path).matches()).forEach(operation -> methods.add(operation.method()));
        return methods;
    }

    /** Each field of a body that breaks the operation's schema, by its JSON pointer; none where it holds. */
    public static List<Problem.InvalidField> violations(Operation operation, JsonNode body) {
        return violations(operation, body, any -> List.of());
    }

    /**
     * The same with the fields that break a rule which a schema cannot say.
     *
     * @param rules what is wrong with a body; of a field that breaks the schema already it is not heard
     */
    public static List<Problem.InvalidField> violations(Operation operation, JsonNode body, Function<JsonNode, List<Problem.InvalidField>> rules) {
        Map<String, Problem.InvalidField> byPointer = new TreeMap<>();
        operation.bodySchema().ifPresent(schema -> schema.validate(body).stream()
                .map(Contract::invalidField)
                .distinct()
                .sorted(Comparator.comparing(Problem.InvalidField::detail))
                .forEach(field -> byPointer.merge(field.pointer(), field, Contract::together)));
        rules.apply(body).forEach(field -> byPointer.putIfAbsent(field.pointer(), field));
        return List.copyOf(byPointer.values());
    }

    private static Problem.InvalidField together(Problem.InvalidField one, Problem.InvalidField other) {
        return new Problem.InvalidField(one.pointer(), shortened(one.detail() + "; " + other.detail()));
    }

    private static Problem.InvalidField invalidField(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        String property = message.getProperty();
        if (property != null && ("required".equals(message.getType()) || "additionalProperties".equals(message.getType()))) {
            pointer = pointer + "/" + property.replace("~", "~0").replace("/", "~1");
        }
        String detail = switch (message.getType()) {
            case "required" -> "is required";
            case "additionalProperties" -> "is not a field of this request";
            default -> message.getError();
        };
        return new Problem.InvalidField(shortened(pointer), shortened(detail));
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 197) + "...";
    }

    private static boolean takes(JsonNode operation, String header) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (header.equalsIgnoreCase(parameter.path("name").asText())) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Pattern> parametersOf(JsonNode operation, JsonNode twin) {
        Map<String, Pattern> patterns = new TreeMap<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode schema = parameter.path("schema");
            JsonNode meant = schema.has("$ref") ? twin.at(schema.get("$ref").asText().substring(1)) : schema;
            if ("path".equals(parameter.path("in").asText()) && meant.has("pattern")) {
                patterns.put(parameter.get("name").asText(), Pattern.compile(meant.get("pattern").asText()));
            }
        }
        return patterns;
    }

    private static Set<String> producedBy(JsonNode operation) {
        Set<String> mediaTypes = new TreeSet<>();
        operation.path("responses").forEach(answer -> answer.path("content").fieldNames().forEachRemaining(mediaTypes::add));
        mediaTypes.remove(Problem.MEDIA_TYPE);
        return mediaTypes.isEmpty() ? Set.of("application/json") : mediaTypes;
    }

    private static Pattern matcherOf(String path) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        Matcher parameter = PATH_PARAMETER.matcher(path);
        while (parameter.find()) {
            pattern.append(Pattern.quote(path.substring(end, parameter.start()))).append("(?<").append(parameter.group(1)).append(">[^/]{1,128})");
            end = parameter.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(path.substring(end))).toString());
    }
}
