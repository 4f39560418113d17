package io.roosa.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/** Each OpenAPI twin is what its RAML says. With {@code -Dtwins.write=true} it is written anew instead. */
final class TwinsTest {

    private static final String COMMAND = "./mvnw -pl raml test -Dtwins.write=true";

    static List<Path> contracts() {
        return Contract.files();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_twin_says_what_its_contract_says(Path file) throws IOException {
        var contract = Contract.read(file);
        var twin = Twin.file(contract.application());
        var derived = Json.pretty(Twin.of(contract));

        if (Boolean.getBoolean("twins.write")) {
            Files.writeString(twin, derived);
        }

        assertThat(twin).withFailMessage("%s is missing; write it by %s", twin, COMMAND).exists();
        Twin.firstDifference(twin.toString(), derived, Files.readString(twin))
            .ifPresent(difference -> fail(difference + System.lineSeparator() + "Write it anew by " + COMMAND));
    }

    @Test
    void there_is_no_twin_without_a_contract() throws IOException {
        try (Stream<Path> twins = Files.list(Path.of("openapi"))) {
            assertThat(twins.map(twin -> twin.getFileName().toString().replace(".json", ".raml")))
                .isSubsetOf(contracts().stream().map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void a_twin_that_was_edited_is_caught_with_file_and_line() {
        var derived = Json.pretty(Twin.of(Contract.read(Path.of("order-exp-api.raml").toAbsolutePath())));
        var edited = derived.replace("\"maximum\": 999", "\"maximum\": 9999");

        var difference = Twin.firstDifference("openapi/order-exp-api.json", derived, edited).orElseThrow();

        assertThat(edited.lines().toList().get(difference.line() - 1)).contains("9999");
        assertThat(difference.file()).isEqualTo("openapi/order-exp-api.json");
        assertThat(difference.message()).startsWith("is \"maximum\": 9999").contains("\"maximum\": 999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multiple-of.raml", "pattern-property.raml"})
    void what_a_twin_cannot_say_exactly_or_safely_is_refused(String planted) {
        var contract = Contract.read(Path.of("src/test/resources/broken", planted).toAbsolutePath());

        assertThatThrownBy(() -> Twin.of(contract)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void the_applications_parser_reads_a_twin_without_a_word(Path file) {
        var text = Json.pretty(Twin.of(Contract.read(file)));

        var parsed = new OpenAPIV3Parser().readContents(text, null, new ParseOptions());

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).isNotEmpty();
    }
}
