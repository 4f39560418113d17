package io.roosa.shared.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;

import io.roosa.shared.http.Contract;
import io.roosa.shared.http.Headers;
import io.roosa.shared.http.Problem;
import io.roosa.shared.order.Json;

/**
 * What one application promises to answer, by its RAML's twin, and whether it keeps that: the status, the headers, the media
 * type and the body. Stricter than a client need be: a field or header that the RAML does not name is a breach.
 */
public final class PromisedAnswers {

    /** What any answer may bear: how it travels, and what it tells browsers. */
    private static final Set<String> EVERYWHERE = Set.of("content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "date", "cache-control",
            "vary", "x-content-type-options", "content-security-policy", "referrer-policy", "x-frame-options", "permissions-policy",
            "cross-origin-opener-policy", "cross-origin-resource-policy", "strict-transport-security");

    /** A path that no server writes in another way. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9-]+)+");

    private final String application;
    private final JsonNode twin;
    private final Contract contract;
    private final JsonSchemaFactory schemas;

    /**
     * One status that an operation is promised to answer with.
     *
     * @param operationId the operation
     * @param status the HTTP status
     */
    public record Promise(String operationId, int status) {

        @Override
        public String toString() {
            return operationId + " " + status;
        }
    }

    /**
     * One operation with the example of its request.
     *
     * @param operationId the operation's name
     * @param method the HTTP method
     * @param path the path, with its parameters in braces
     * @param body the example of the request's body, a missing node where it has none
     */
    public record Asked(String operationId, String method, String path, JsonNode body) {
    }

    /**
     * One example of an answer.
     *
     * @param promise what it is an example of
     * @param mediaType of the body
     * @param body the example
     */
    public record Example(Promise promise, String mediaType, JsonNode body) {
    }

    private PromisedAnswers(String application, ObjectNode twin) throws IOException {
        this.application = application;
        this.contract = Contract.parse(application, twin.toString());
        this.twin = closed(twin);
        this.schemas = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                .metaSchema(OpenApi30.getInstance())
                .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                .schemaLoaders(loaders -> loaders.schemas(Map.of(iri(), this.twin.toString())))
                .build();
    }

    /** What the application of that name promises, from the twin on the class path. */
    public static PromisedAnswers of(String application) {
        try (InputStream twin = PromisedAnswers.class.getResourceAsStream("/contracts/openapi/" + application + ".json")) {
            return new PromisedAnswers(application, (ObjectNode) Json.MAPPER.readTree(twin));
        } catch (IOException e) {
            throw new IllegalStateException("The contract of " + application + " cannot be read", e);
        }
    }

    /** The same from the text of a twin. */
    public static PromisedAnswers parse(String application, String twin) throws IOException {
        return new PromisedAnswers(application, (ObjectNode) Json.MAPPER.readTree(twin));
    }

    /** Whose promises they are. */
    public String application() {
        return application;
    }

    /** Every operation with the example of its request, as the RAML orders them. */
    public List<Asked> operations() {
        return operationNodes().map(node -> new Asked(node.operation().get("operationId").asText(), node.method().toUpperCase(Locale.ROOT), node.path(),
                node.operation().at("/requestBody/content/application~1json/example"))).toList();
    }

    /** Every status of every operation. */
    public List<Promise> promises() {
        return operationNodes().flatMap(node -> node.operation().path("responses").properties().stream()
                .map(response -> new Promise(node.operation().get("operationId").asText(), Integer.parseInt(response.getKey())))).toList();
    }

    /** Every example of an answer. */
    public List<Example> examples() {
        return operationNodes().flatMap(node -> node.operation().path("responses").properties().stream().flatMap(response ->
                response.getValue().path("content").properties().stream().flatMap(media ->
                        Stream.concat(media.getValue().path("examples").valueStream().map(example -> example.path("value")),
                                Stream.of(media.getValue().path("example")).filter(example -> !example.isMissingNode()))
                        .map(example -> new Example(new Promise(node.operation().get("operationId").asText(), Integer.parseInt(response.getKey())),
                                media.getKey(), example))))).toList();
    }

    /** Every way in which the answer is not as promised; none where it is. */
    public List<String> breaches(Answer answer) {
        Optional<Contract.Operation> operation = contract.find(answer.method(), answer.path());
        List<String> breaches = new ArrayList<>();
        if (operation.isEmpty()) {
            breachesOfRefusal(answer, breaches);
            return breaches;
        }
        String at = "/paths/" + token(operation.get().path()) + "/" + operation.get().method().toLowerCase(Locale.ROOT) + "/responses/" + answer.status();
        JsonNode response = twin.at(at);
        if (response.isMissingNode()) {
            breaches.add("status " + answer.status() + " is none that " + operation.get().operationId() + " names");
            return breaches;
        }
        breachesOfHeaders(answer, response.path("headers"), at + "/headers", breaches);
        breachesOfBody(answer, response.path("content"), at + "/content", breaches);
        return breaches;
    }

    /** Every way in which an example is no answer that the application could give. */
    public List<String> faults(Example example) {
        OperationNode node = operationNodes().filter(operation -> operation.operation().get("operationId").asText().equals(example.promise().operationId()))
                .findFirst().orElseThrow();
        return faults("/paths/" + token(node.path()) + "/" + node.method() + "/responses/" + example.promise().status() + "/content/"
                + token(example.mediaType()) + "/schema", example.body());
    }

    /** Throws {@link BrokenPromise} for an answer that is not as promised. */
    public Answer kept(Answer answer) {
        List<String> breaches = breaches(answer);
        if (!breaches.isEmpty()) {
            throw new BrokenPromise(application, answer, breaches);
        }
        return answer;
    }

    /** What no operation is asked with can only be refused: 405 with the methods that there are, 404, or 400 for what is no path at all. */
    private void breachesOfRefusal(Answer answer, List<String> breaches) {
        Set<String> methods = contract.methodsOf(answer.path());
        Set<Integer> refusals = methods.isEmpty() ? Set.of(400, 404) : Set.of(405);
        if (!refusals.contains(answer.status())) {
            breaches.add("no RAML names " + answer.method() + " " + answer.path() + ": it is answered with one of " + refusals);
            return;
        }
        String allowed = answer.header("Allow").orElse("");
        if (!allowed.equals(String.join(", ", methods))) {
            breaches.add("Allow is \"" + allowed + "\" and not \"" + String.join(", ", methods) + "\"");
        }
        unknownHeaders(answer, Set.of("allow", Headers.CORRELATION_ID.toLowerCase(Locale.ROOT)), breaches);
        breachesOfProblem(answer, "/components/schemas/Problem", breaches);
    }

    private void breachesOfHeaders(Answer answer, JsonNode headers, String at, List<String> breaches) {
        headers.properties().forEach(header -> {
            List<String> values = answer.headers().getOrDefault(header.getKey(), List.of());
            if (values.size() > 1) {
                breaches.add("header " + header.getKey() + " comes " + values.size() + " times");
            } else if (values.isEmpty() && header.getValue().path("required").asBoolean()) {
                breaches.add("header " + header.getKey() + " is missing");
            } else if (!values.isEmpty()) {
                faults(at + "/" + token(header.getKey()) + "/schema", headerValue(values.get(0)))
                        .forEach(fault -> breaches.add("header " + header.getKey() + fault));
            }
        });
        Set<String> named = new HashSet<>();
        headers.fieldNames().forEachRemaining(name -> named.add(name.toLowerCase(Locale.ROOT)));
        unknownHeaders(answer, named, breaches);
    }

    private static void unknownHeaders(Answer answer, Set<String> named, List<String> breaches) {
        answer.headers().keySet().stream().filter(name -> !EVERYWHERE.contains(name.toLowerCase(Locale.ROOT)))
                .filter(name -> !named.contains(name.toLowerCase(Locale.ROOT))).forEach(name -> breaches.add("header " + name + " is not named"));
    }

    private void breachesOfBody(Answer answer, JsonNode content, String at, List<String> breaches) {
        if (content.isEmpty()) {
            answer.body().filter(body -> !body.isEmpty()).ifPresent(body -> breaches.add("there is a body, where none is named"));
            return;
        }
        String mediaType = answer.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!content.has(mediaType)) {
            breaches.add("media type \"" + mediaType + "\" is none of " + content.properties().stream().map(Map.Entry::getKey).toList());
        } else if (mediaType.equals(Problem.MEDIA_TYPE)) {
            breachesOfProblem(answer, at + "/" + token(mediaType) + "/schema", breaches);
        } else {
            answer.body().ifPresent(body -> breaches.addAll(faults(at + "/" + token(mediaType) + "/schema", mediaType.startsWith("text/")
                    ? Json.MAPPER.getNodeFactory().textNode(body) : parsed(body))));
        }
    }

    /** A problem tells the status, path and correlation id of the very answer that bears it. */
    private void breachesOfProblem(Answer answer, String schema, List<String> breaches) {
        if (!answer.header("Content-Type").orElse("").equals(Problem.MEDIA_TYPE)) {
            breaches.add("media type \"" + answer.header("Content-Type").orElse("") + "\" is not " + Problem.MEDIA_TYPE);
            return;
        }
        answer.body().map(PromisedAnswers::parsed).ifPresent(problem -> {
            breaches.addAll(faults(schema, problem));
            differing("status", problem.path("status").asText(), String.valueOf(answer.status()), breaches);
            if (PLAIN_PATH.matcher(answer.path()).matches()) {
                differing("instance", problem.path("instance").asText(), answer.path(), breaches);
            }
            differing("correlationId", problem.path("correlationId").asText(), answer.header(Headers.CORRELATION_ID).orElse("(none)"), breaches);
        });
    }

    private static void differing(String field, String said, String borne, List<String> breaches) {
        if (!said.equals(borne)) {
            breaches.add("/" + field + " is " + said + " in the body, and " + borne + " in the answer's head");
        }
    }

    private List<String> faults(String schema, JsonNode value) {
        if (twin.at(schema).isMissingNode()) {
            return List.of(": the contract has no " + schema);
        }
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).formatAssertionsEnabled(true).build();
        return schemas.getSchema(SchemaLocation.of(iri() + "#" + schema), config).validate(value).stream()
                .map(fault -> fault.getInstanceLocation() + (fault.getProperty() == null ? "" : "/" + fault.getProperty()) + ": " + fault.getError())
                .distinct().sorted().toList();
    }

    private record OperationNode(String path, String method, JsonNode operation) {
    }

    private Stream<OperationNode> operationNodes() {
        return twin.path("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("operationId"))
                .map(method -> new OperationNode(path.getKey(), method.getKey(), method.getValue())));
    }

    private String iri() {
        return "urn:roosa:answers:" + application;
    }

    /** A header is text on the wire; where it reads as a whole number, that is what its schema speaks of. */
    private static JsonNode headerValue(String value) {
        return value.matches("-?[0-9]{1,18}") ? Json.MAPPER.getNodeFactory().numberNode(Long.parseLong(value)) : Json.MAPPER.getNodeFactory().textNode(value);
    }

    private static JsonNode parsed(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException notJson) {
            return Json.MAPPER.missingNode();
        }
    }

    private static String token(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** The same contract, in which no object has fields beside those that are named. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(PromisedAnswers::closed);
        return node;
    }
}
