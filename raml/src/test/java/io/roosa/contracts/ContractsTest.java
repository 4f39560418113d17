package io.roosa.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/** What holds for the RAML of every application; a failure names file and line. */
final class ContractsTest {

    static List<Path> contracts() {
        return Contract.files();
    }

    @Test
    void every_application_has_a_contract_of_its_name() {
        assertThat(contracts()).extracting(file -> file.getFileName().toString()).containsExactly(
            "inventory-sys-api.raml", "order-exp-api.raml", "order-proc-api.raml", "order-status-store.raml",
            "payment-sys-api.raml", "shipping-sys-api.raml");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_contract_is_valid_with_its_examples_and_every_operation_has_an_id(Path file) {
        try {
            Contract.read(file);
        } catch (InvalidContract broken) {
            fail(broken.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unknown-type.raml, unknown-type.raml, 11, Ordre",
        "wrong-example.raml, wrong-example.raml, 21, minimum",
        "wrong-included-example.raml, wrong-included-example.raml, 20, colour",
        "nameless-operation.raml, nameless-operation.raml, 13, GET /orders has no (contract.operationId)",
        "same-operation-id.raml, same-operation-id.raml, 13, placeOrder",
        "bad-yaml.raml, bad-yaml.raml, 8, '<block end>'",
    })
    void a_broken_contract_is_caught_with_file_and_line(String broken, String file, int line, String words) {
        var planted = Path.of("src/test/resources/broken", broken).toAbsolutePath();

        assertThatThrownBy(() -> Contract.read(planted))
            .isInstanceOf(InvalidContract.class)
            .hasMessageContaining(file + ":" + line + ": ")
            .hasMessageContaining(words);
    }

    @Test
    void the_applications_get_the_contracts_and_nothing_else() throws IOException {
        var classes = Path.of("target/classes");

        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> classes.relativize(file).toString().replace('\\', '/')))
                .contains("contracts/order-exp-api.raml", "contracts/types/orders.raml", "contracts/traits/contract.raml",
                    "contracts/examples/order.json")
                .allMatch(name -> name.matches("contracts/(.*\\.(raml|json)|requests\\.(http|sh))"), "belongs to the contracts");
        }
    }
}
