package io.roosa.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** The requests to be sent by hand are the examples of the RAML. With {@code -Dtwins.write=true} they are written anew instead. */
final class RequestsTest {

    private static final String COMMAND = "./mvnw -pl raml test -Dtwins.write=true";

    @Test
    void the_requests_are_what_the_contracts_say() throws IOException {
        var requests = requests();

        for (var file : Map.of("requests.http", requests.http(), "requests.sh", requests.curl()).entrySet()) {
            var path = Path.of(file.getKey());
            if (Boolean.getBoolean("twins.write")) {
                Files.writeString(path, file.getValue());
            }
            Twin.firstDifference(file.getKey(), file.getValue(), Files.readString(path))
                .ifPresent(difference -> fail(difference + System.lineSeparator() + "Write it anew by " + COMMAND));
        }
    }

    @Test
    void every_operation_of_every_contract_is_asked_once() {
        var asked = requests().all().stream().map(request -> request.application() + " " + request.operationId()).toList();

        assertThat(asked).containsExactlyInAnyOrderElementsOf(Contract.files().stream().map(Contract::read)
            .flatMap(contract -> contract.operations().stream().map(operation -> contract.application() + " " + Contract.operationId(operation))).toList());
    }

    private static Requests requests() {
        return Requests.of(Requests.APPLICATIONS.stream().map(name -> Contract.read(Path.of(name + ".raml").toAbsolutePath())).toList());
    }
}
