package io.roosa.contracts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.raml.v2.api.model.v10.bodies.Response;
import org.raml.v2.api.model.v10.datamodel.TypeDeclaration;
import org.raml.v2.api.model.v10.methods.Method;
import org.raml.v2.api.model.v10.resources.Resource;

/**
 * Says a contract once more as OpenAPI 3.0.3, from which the applications build their REST doors. Derived, never edited.
 */
final class Twin {

    private final Contract contract;
    private final Schemas schemas;

    private Twin(Contract contract) {
        this.contract = contract;
        this.schemas = new Schemas(contract.api());
    }

    /** Derives the document. The same contract gives the same text on every machine. */
    static ObjectNode of(Contract contract) {
        return new Twin(contract).document();
    }

    /** Where the twin of an application is kept. */
    static Path file(String application) {
        return Contract.FOLDER.resolve("openapi").resolve(application + ".json");
    }

    /** Finds the first line that is not as derived; empty where all are. */
    static Optional<Finding> firstDifference(String file, String derived, String kept) {
        var expected = derived.lines().toList();
        var found = kept.lines().toList();
        for (var line = 0; line < Math.max(expected.size(), found.size()); line++) {
            var is = line < found.size() ? found.get(line).strip() : "the end of the file";
            var be = line < expected.size() ? expected.get(line).strip() : "the end of the file";
            if (!is.equals(be)) {
                return Optional.of(new Finding(file, line + 1, "is " + is + ", derived from the RAML it is " + be));
            }
        }
        return derived.equals(kept) ? Optional.empty() : Optional.of(new Finding(file, found.size(), "differs in white space"));
    }

    private ObjectNode document() {
        var api = contract.api();
        var document = Json.object().put("openapi", "3.0.3");
        var info = document.putObject("info").put("title", api.title().value()).put("version", api.version().value());
        if (api.description() != null) {
            info.put("description", api.description().value().strip());
        }
        document.putArray("servers").addObject()
            .put("url", api.baseUri().value())
            .put("description", "environment dev");
        var paths = document.putObject("paths");
        Contract.resources(api.resources())
            .filter(resource -> !resource.methods().isEmpty())
            .forEach(resource -> paths.set(resource.resourcePath(), path(resource)));
        document.putObject("components").set("schemas", schemas.components());
        return document;
    }

    private ObjectNode path(Resource resource) {
        var path = Json.object();
        if (resource.description() != null) {
            path.put("description", resource.description().value().strip());
        }
        resource.methods().forEach(operation -> path.set(operation.method(), operation(operation)));
        return path;
    }

    private ObjectNode operation(Method operation) {
        var result = Json.object()
            .put("operationId", Contract.operationId(operation))
            .put("summary", operation.displayName().value());
        if (operation.description() != null) {
            result.put("description", operation.description().value().strip());
        }
        var parameters = result.putArray("parameters");
        uriParameters(operation.resource()).forEach(parameter -> parameters.add(parameter("path", parameter)));
        operation.queryParameters().forEach(parameter -> parameters.add(parameter("query", parameter)));
        operation.headers().forEach(parameter -> parameters.add(parameter("header", parameter)));
        if (parameters.isEmpty()) {
            result.remove("parameters");
        }
        if (!operation.body().isEmpty()) {
            result.putObject("requestBody").put("required", true).set("content", content(operation.body()));
        }
        var responses = result.putObject("responses");
        operation.responses().stream()
            .sorted(Comparator.comparing(response -> response.code().value()))
            .forEach(response -> responses.set(response.code().value(), response(response)));
        return result;
    }

    private static List<TypeDeclaration> uriParameters(Resource resource) {
        var parent = resource.parentResource();
        if (parent == null) {
            return resource.uriParameters();
        }
        var all = new ArrayList<>(uriParameters(parent));
        all.addAll(resource.uriParameters());
        return all;
    }

    private ObjectNode parameter(String in, TypeDeclaration type) {
        var parameter = Json.object().put("name", type.name()).put("in", in);
        return header(parameter, type);
    }

    private ObjectNode header(ObjectNode header, TypeDeclaration type) {
        Schemas.description(type).ifPresent(text -> header.put("description", text));
        if (type.required()) {
            header.put("required", true);
        }
        var schema = schemas.use(type);
        // The description stands beside the schema already.
        var reference = schema.path("allOf").path(0);
        header.set("schema", reference.isMissingNode() ? schema.without("description") : reference);
        if (type.example() != null) {
            header.set("example", Schemas.example(type, type.example().value()));
        }
        return header;
    }

    private ObjectNode response(Response response) {
        var result = Json.object();
        if (response.description() != null) {
            result.put("description", response.description().value().strip());
        }
        if (!response.headers().isEmpty()) {
            var headers = result.putObject("headers");
            response.headers().forEach(header -> headers.set(header.name(), header(Json.object(), header)));
        }
        if (!response.body().isEmpty()) {
            result.set("content", content(response.body()));
        }
        return result;
    }

    private ObjectNode content(List<TypeDeclaration> bodies) {
        var content = Json.object();
        for (var body : bodies) {
            var media = content.putObject(body.name());
            media.set("schema", schemas.use(body));
            if (body.example() != null) {
                media.set("example", Schemas.example(body, body.example().value()));
            }
            if (!body.examples().isEmpty()) {
                var examples = media.putObject("examples");
                body.examples().forEach(example -> examples.putObject(example.name())
                    .set("value", Schemas.example(body, example.value())));
            }
        }
        return content;
    }
}
