package io.roosa.shared.http;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContractTest {

    private final Contract contract = contract("""
            {"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{
              "/things/{id}":{"get":{"operationId":"getThing","responses":{}}},
              "/things/all":{"get":{"operationId":"getAll","responses":{}},
                "post":{"operationId":"addThing","parameters":[{"name":"Idempotency-Key","in":"header"}],"responses":{},
                  "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}}},
             "components":{"schemas":{"Thing":{"type":"object","required":["name"],"additionalProperties":false,
               "properties":{"name":{"type":"string","maxLength":3},"parts":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}}}}""");

    @ParameterizedTest
    @CsvSource({"GET,/things/1,getThing", "GET,/things/all,getAll", "POST,/things/all,addThing"})
    void a_request_is_served_by_its_operation_and_a_plain_path_comes_before_a_parameter(String method, String path, String operation) {
        assertThat(contract.find(method, path)).get().extracting(Contract.Operation::operationId).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({"POST,/things/1", "GET,/things", "GET,/things/", "GET,/things/1/2", "get,/things/1", "GET,/thingsX1"})
    void what_the_contract_does_not_name_is_not_found(String method, String path) {
        assertThat(contract.find(method, path)).isEmpty();
    }

    @Test
    void a_parameter_has_at_most_128_characters() {
        assertThat(contract.find("GET", "/things/" + "a".repeat(128))).isPresent();
        assertThat(contract.find("GET", "/things/" + "a".repeat(129))).isEmpty();
    }

    @Test
    void the_methods_of_a_path_are_told() {
        assertThat(contract.methodsOf("/things/all")).containsExactly("GET", "POST");
        assertThat(contract.methodsOf("/nothing")).isEmpty();
    }

    @Test
    void an_operation_says_whether_it_takes_an_idempotency_key() {
        assertThat(contract.operations()).filteredOn(Contract.Operation::idempotent).extracting(Contract.Operation::operationId).containsExactly("addThing");
    }

    @Test
    void each_wrong_field_is_named_once_by_its_pointer_however_deep_and_odd_its_name() throws IOException {
        List<Problem.InvalidField> wrong = violations("{\"name\":\"long\",\"a/b~c\":1,\"parts\":[{\"name\":\"ok\"},{}]}");

        assertThat(wrong).extracting(Problem.InvalidField::pointer).containsExactly("/a~1b~0c", "/name", "/parts/1/name");
    }

    @Test
    void what_a_client_made_up_does_not_come_back_at_length() throws IOException {
        List<Problem.InvalidField> wrong = violations("{\"name\":\"ok\",\"" + "x".repeat(5000) + "\":1}");

        assertThat(wrong).hasSize(1).allSatisfy(field -> assertThat(field.pointer() + field.detail()).hasSizeLessThan(500));
    }

    @Test
    void an_application_without_a_contract_does_not_start() {
        assertThatThrownBy(() -> Contract.of("nobody-api")).isInstanceOf(IllegalStateException.class).hasMessageContaining("nobody-api.json");
    }

    private List<Problem.InvalidField> violations(String body) throws IOException {
        return Contract.violations(contract.find("POST", "/things/all").orElseThrow(), Json.MAPPER.readTree(body));
    }

    private static Contract contract(String twin) {
        try {
            return Contract.parse("thing-api", twin);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
