package io.roosa.contracts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request for each operation of all contracts, made from the RAML's own examples: as a file that editors send
 * (IntelliJ IDEA, the REST Client of VS Code), and as lines for curl.
 */
record Requests(List<Request> all) {

    /** The applications as an order meets them. */
    static final List<String> APPLICATIONS = List.of("order-exp-api", "order-proc-api", "inventory-sys-api", "payment-sys-api", "shipping-sys-api",
        "order-status-store");

    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    private static final String ORDER_ID = "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071";
    private static final String CORRELATION_ID = "requests";

    /** Who sends the requests one after the other asks this of an order that has shipped meanwhile. */
    private static final Map<String, Integer> TOO_LATE = Map.of("retryOrder", 409, "cancelOrder", 409);

    /**
     * @param application whose contract it is
     * @param baseUrl where that is in environment dev
     * @param expects the good status of the contract, or what an order that has shipped is answered
     * @param accept the media type of the good answer
     * @param body the example as one line, empty where none is sent
     */
    record Request(String application, String baseUrl, String operationId, String summary, String method, String path, int expects,
            String accept, Optional<JsonNode> body) {
    }

    /** The requests of these contracts, in their order. */
    static Requests of(List<Contract> contracts) {
        var all = new ArrayList<Request>();
        contracts.forEach(contract -> {
            var twin = Twin.of(contract);
            twin.path("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .map(method -> request(contract.application(), twin, path.getKey(), method, path.getValue().get(method)))
                .forEach(all::add));
        });
        return new Requests(List.copyOf(all));
    }

    /** The file for editors. */
    String http() {
        var text = new StringJoiner("\n");
        text.add("# One request for each operation, made from the examples of the RAML by ./mvnw -pl raml test -Dtwins.write=true. Not to be edited.");
        text.add("# Send the first, and put the orderId of its answer here:");
        text.add("@orderId = " + ORDER_ID);
        baseUrls().forEach(request -> text.add("@" + request.application() + " = " + request.baseUrl()));
        for (var request : all) {
            text.add("").add("### " + request.operationId() + ": " + request.summary()).add("# expects " + request.expects());
            text.add(request.method() + " {{" + request.application() + "}}" + request.path().replace("{orderId}", "{{orderId}}"));
            text.add("Accept: " + request.accept()).add("X-Correlation-ID: " + CORRELATION_ID);
            request.body().ifPresent(body -> text.add("Content-Type: application/json").add("")
                .add(Json.pretty(body).stripTrailing().replace(ORDER_ID, "{{orderId}}")));
        }
        return text + "\n";
    }

    /** The lines for curl. */
    String curl() {
        var text = new StringJoiner("\n");
        text.add("#!/bin/sh");
        text.add("# One request for each operation, made from the examples of the RAML by ./mvnw -pl raml test -Dtwins.write=true. Not to be edited.");
        text.add("# Send the first, and say ORDER_ID=<the orderId of its answer> for the others.");
        text.add("ORDER_ID=${ORDER_ID:-" + ORDER_ID + "}");
        baseUrls().forEach(request -> text.add(variable(request) + "=${" + variable(request) + ":-" + request.baseUrl() + "}"));
        for (var request : all) {
            text.add("").add("# " + request.operationId() + ": " + request.summary() + "; expects " + request.expects());
            var line = "curl -sS -i -X " + request.method() + " \"$" + variable(request) + request.path().replace("{orderId}", "$ORDER_ID")
                + "\" -H 'Accept: " + request.accept() + "' -H 'X-Correlation-ID: " + CORRELATION_ID + "'";
            text.add(request.body().map(body -> line + " -H 'Content-Type: application/json' \\\n     -d '"
                + body.toString().replace("'", "'\\''").replace(ORDER_ID, "'\"$ORDER_ID\"'") + "'").orElse(line));
        }
        return text + "\n";
    }

    private List<Request> baseUrls() {
        return all.stream().collect(Collectors.groupingBy(Request::application, LinkedHashMap::new, Collectors.toList())).values().stream().map(requests -> requests.get(0)).toList();
    }

    private static String variable(Request request) {
        return request.application().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Request request(String application, JsonNode twin, String path, String method, JsonNode operation) {
        var operationId = operation.path("operationId").asText();
        var good = StreamSupport.stream(((Iterable<String>) operation.path("responses")::fieldNames).spliterator(), false)
            .mapToInt(Integer::parseInt).filter(status -> status < 300).min().orElseThrow();
        var accept = StreamSupport.stream(((Iterable<String>) operation.path("responses").path(String.valueOf(good)).path("content")::fieldNames).spliterator(), false)
            .findFirst().orElse("application/json");
        return new Request(application, twin.at("/servers/0/url").asText(), operationId, operation.path("summary").asText(),
            method.toUpperCase(Locale.ROOT), path, TOO_LATE.getOrDefault(operationId, good), accept,
            example(operation.at("/requestBody/content/application~1json")));
    }

    private static Optional<JsonNode> example(JsonNode content) {
        return content.has("example") ? Optional.of(content.get("example"))
            : StreamSupport.stream(content.path("examples").spliterator(), false).findFirst().map(example -> example.get("value"));
    }
}
