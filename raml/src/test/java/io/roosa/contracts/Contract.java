package io.roosa.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.raml.v2.api.RamlModelBuilder;
import org.raml.v2.api.model.v10.api.Api;
import org.raml.v2.api.model.v10.methods.Method;
import org.raml.v2.api.model.v10.resources.Resource;

/**
 * What one application promises, as its RAML file says it. Only a contract without findings can be had.
 */
record Contract(Path file, Api api) {

    /** Where this module stands; Surefire runs in it. */
    static final Path FOLDER = Path.of("");

    /** Lists the RAML files of all applications, in the order of their names. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER.toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".raml")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Reads a contract and throws {@link InvalidContract} with each finding's file and line when it is not valid. */
    static Contract read(Path file) {
        var result = new RamlModelBuilder().buildApi(file.toFile());
        if (result.hasErrors()) {
            throw new InvalidContract(result.getValidationResults().stream().map(found -> Finding.of(file, found)).toList());
        }
        var contract = new Contract(file, result.getApiV10());
        var findings = contract.operationIdFindings();
        if (!findings.isEmpty()) {
            throw new InvalidContract(findings);
        }
        return contract;
    }

    /** The application's name, which is the file's. */
    String application() {
        return file.getFileName().toString().replace(".raml", "");
    }

    /** Each operation, in the order of the file. */
    List<Method> operations() {
        return resources(api.resources()).flatMap(resource -> resource.methods().stream()).toList();
    }

    /** The word that names an operation everywhere; empty where the file has none. */
    static String operationId(Method operation) {
        return operation.annotations().stream()
            .filter(annotation -> annotation.annotation().name().equals("operationId"))
            .map(annotation -> annotation.structuredValue().value().toString())
            .findFirst().orElse("");
    }

    static Stream<Resource> resources(List<Resource> resources) {
        return resources.stream().flatMap(resource -> Stream.concat(Stream.of(resource), resources(resource.resources())));
    }

    private List<Finding> operationIdFindings() {
        var findings = new ArrayList<Finding>();
        var known = new HashSet<String>();
        for (var operation : operations()) {
            var id = operationId(operation);
            var where = operation.method().toUpperCase() + " " + operation.resource().resourcePath();
            if (id.isEmpty()) {
                findings.add(Finding.at(file, operation, where + " has no (contract.operationId)"));
            } else if (!known.add(id)) {
                findings.add(Finding.at(file, operation, where + " has the operationId of another operation: " + id));
            }
        }
        return findings;
    }
}
