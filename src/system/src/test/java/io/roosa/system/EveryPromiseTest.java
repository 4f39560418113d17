package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.BrokenPromise;
import io.roosa.shared.contract.PromisedAnswers;
import io.roosa.shared.contract.PromisedAnswers.Example;
import io.roosa.shared.contract.PromisedAnswers.Promise;
import io.roosa.shared.http.Problem;
import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Every status that a RAML names is provoked, and answered as the RAML says: the client that asks holds each answer to it, header
 * by header and field by field.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPromiseTest {

    private CalmHouse house;
    private Provocations provocations;

    static Stream<String> applications() {
        return House.PARTS.stream().map(Part::name);
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        house = new CalmHouse(directory);
        provocations = new Provocations(house);
    }

    @AfterAll
    void stop() {
        house.close();
        System.out.println(applications().mapToInt(name -> house.promises(name).operations().size()).sum() + " operations, "
                + applications().mapToInt(name -> house.promises(name).promises().size()).sum() + " statuses provoked, "
                + applications().mapToInt(name -> house.promises(name).examples().size()).sum() + " examples of answers and "
                + applications().flatMap(name -> house.promises(name).operations().stream()).filter(operation -> !operation.body().isMissingNode()).count()
                + " of requests");
    }

    @ParameterizedTest
    @MethodSource("applications")
    void every_status_that_a_contract_names_is_provoked_and_no_other(String name) {
        assertThat(provocations.gaps(house.promises(name))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> every_status_is_answered_as_its_contract_says() {
        return applications().flatMap(name -> house.promises(name).promises().stream().map(promise -> dynamicTest(name + ": " + promise, () -> {
            HttpResponse<String> answer = provocations.way(name, promise).orElseThrow().call();

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(promise.status());
            assertThat(kindsOfExamples(name, promise)).allSatisfy(kind -> assertThat(kind).isEqualTo(kind(Provocations.json(answer.body()))));
        })));
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_an_answer_is_one_that_could_be_given() {
        return applications().flatMap(name -> house.promises(name).examples().stream().map(example -> dynamicTest(name + ": " + example.promise(), () ->
                assertThat(house.promises(name).faults(example)).isEmpty())));
    }

    @Test
    void a_status_that_nothing_provokes_is_told() throws IOException {
        PromisedAnswers more = changed(House.SHIPPING, "/paths/~1shipping~1create/post/responses", responses -> responses.putObject("418"));

        assertThat(provocations.gaps(more)).containsExactly("never provoked: createShipment 418");
    }

    @Test
    void a_status_that_is_answered_and_not_named_is_told() throws IOException {
        PromisedAnswers fewer = changed(House.SHIPPING, "/paths/~1shipping~1create/post/responses", responses -> responses.remove("409"));

        assertThat(provocations.gaps(fewer)).containsExactly("provoked, yet not named: createShipment 409");
    }

    @Test
    void an_application_that_answers_with_a_field_of_its_own_is_caught() throws Exception {
        RunningApplication planted = house.copy(House.PAYMENT, "test");
        AdviceWith.adviceWith(planted.context(), "getPaymentLedger", false, advice -> advice.weaveAddLast()
                .setBody(advice.constant("{\"calls\":0,\"charges\":0,\"reversals\":0,\"netCharges\":0,\"database\":\"ledger-7\"}")));
        HttpRequest question = HttpRequest.newBuilder(URI.create(planted.url() + "/payment/ledger")).build();

        assertThatThrownBy(() -> house.client().send(question, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(BrokenPromise.class).hasMessageContaining("/database").hasMessageContaining("raml/payment-sys-api.raml");
    }

    /** Of a problem, what stays the same for all of its kind. */
    private record Kind(String type, String title, int status, String code) {
    }

    private List<Kind> kindsOfExamples(String name, Promise promise) {
        return house.promises(name).examples().stream().filter(example -> example.promise().equals(promise))
                .filter(example -> example.mediaType().equals(Problem.MEDIA_TYPE)).map(Example::body).map(EveryPromiseTest::kind).toList();
    }

    private static Kind kind(JsonNode problem) {
        return new Kind(problem.path("type").asText(), problem.path("title").asText(), problem.path("status").asInt(), problem.path("code").asText());
    }

    private static PromisedAnswers changed(String application, String pointer, Consumer<ObjectNode> change) throws IOException {
        try (var twin = EveryPromiseTest.class.getResourceAsStream("/contracts/openapi/" + application + ".json")) {
            JsonNode contract = Json.MAPPER.readTree(twin);
            change.accept((ObjectNode) contract.at(pointer));
            return PromisedAnswers.parse(application, contract.toString());
        }
    }
}
