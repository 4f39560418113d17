package io.roosa.shared.contract;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The checker that all tests rely on catches each way in which an answer can break its contract. */
class PromisedAnswersTest {

    private static final String PROBLEM = """
            {"type":"urn:x","status":404,"instance":"/things/1","correlationId":"c-1"}""";

    private final PromisedAnswers promises = promises("""
            {"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/things/{id}":{"get":{"operationId":"getThing","responses":{
               "200":{"description":"d","headers":{"X-Correlation-ID":{"required":true,"schema":{"type":"string"}},
                      "Age":{"required":true,"schema":{"type":"integer","minimum":1}}},
                      "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
               "304":{"description":"d"},
               "404":{"description":"d","headers":{"X-Correlation-ID":{"required":true,"schema":{"type":"string"}}},
                      "content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}}}}},
             "components":{"schemas":{
               "Problem":{"type":"object","required":["type","status"],"properties":{"type":{"type":"string"},"status":{"type":"integer"},
                 "instance":{"type":"string"},"correlationId":{"type":"string"}}},
               "Thing":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"at":{"type":"string","format":"date-time"},
                 "parts":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}}}}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'name':'a'}                                    |",
        "{'name':'a','at':'2026-11-23T10:15:30.000Z'}    |",
        "{'name':'a','surprise':1}                       | /surprise",
        "{'name':'a','parts':[{'name':'b'},{'name':'c','nmae':1}]} | /parts/1/nmae",
        "{'name':1}                                      | /name",
        "{'name':'a','at':'yesterday'}                   | /at",
        "{}                                              | /name",
        "{'name':'a'} and more                           | ",
    })
    void a_body_has_the_fields_that_are_named_and_no_others(String body, String breach) {
        List<String> breaches = promises.breaches(answer(200, "application/json", body.strip().replace('\'', '"'), Map.of("Age", "1")));

        if (breach == null && !body.contains("more")) {
            assertThat(breaches).isEmpty();
        } else {
            assertThat(breaches).isNotEmpty().allSatisfy(told -> assertThat(told).startsWith(breach == null ? "" : breach));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,", "0, header Age: must have a minimum", "soon, header Age: string found"})
    void a_header_has_the_value_that_is_named(String age, String breach) {
        List<String> breaches = promises.breaches(answer(200, "application/json", "{\"name\":\"a\"}", Map.of("Age", age)));

        assertThat(String.join("", breaches)).startsWith(breach == null ? "" : breach);
        assertThat(breaches).hasSize(breach == null ? 0 : 1);
    }

    @Test
    void a_header_that_is_missing_or_not_named_is_told() {
        List<String> breaches = promises.breaches(answer(200, "application/json", "{\"name\":\"a\"}", Map.of("Server", "x")));

        assertThat(breaches).containsExactly("header Age is missing", "header Server is not named");
    }

    @Test
    void a_status_or_media_type_that_is_not_named_is_told() {
        assertThat(promises.breaches(answer(500, "application/json", "{}", Map.of()))).containsExactly("status 500 is none that getThing names");
        assertThat(promises.breaches(answer(200, "text/html", "{\"name\":\"a\"}", Map.of("Age", "1")))).singleElement().asString().startsWith("media type");
        assertThat(promises.breaches(answer(304, "application/json", "{}", Map.of()))).contains("there is a body, where none is named");
    }

    @Test
    void a_problem_tells_the_status_path_and_correlation_id_that_it_came_with() {
        assertThat(promises.breaches(problem("GET", "/things/1", 404, PROBLEM, Map.of()))).isEmpty();
        assertThat(promises.breaches(problem("GET", "/things/1", 404, PROBLEM.replace("404", "400"), Map.of()))).singleElement().asString().startsWith("/status");
        assertThat(promises.breaches(problem("GET", "/things/1", 404, PROBLEM.replace("c-1", "c-2"), Map.of()))).singleElement().asString()
                .startsWith("/correlationId");
        assertThat(promises.breaches(problem("GET", "/things/1", 404, PROBLEM.replace("/things/1", "/things"), Map.of()))).singleElement().asString()
                .startsWith("/instance");
    }

    @Test
    void what_no_contract_names_can_only_be_refused() {
        assertThat(promises.breaches(problem("GET", "/else", 404, PROBLEM.replace("/things/1", "/else"), Map.of()))).isEmpty();
        assertThat(promises.breaches(answer("GET", "/else", 200, "text/plain", "here I am", Map.of()))).singleElement().asString()
                .startsWith("no RAML names GET /else");
        assertThat(promises.breaches(problem("PUT", "/things/1", 405, PROBLEM.replace("404", "405"), Map.of("Allow", "GET")))).isEmpty();
        assertThat(promises.breaches(problem("PUT", "/things/1", 405, PROBLEM.replace("404", "405"), Map.of()))).singleElement().asString().startsWith("Allow is");
        assertThat(promises.breaches(problem("PUT", "/things/1", 404, PROBLEM, Map.of()))).singleElement().asString().startsWith("no RAML names PUT");
    }

    @Test
    void a_test_is_told_of_every_breach_and_of_the_answer_that_has_them() {
        Answer answer = answer(200, "application/json", "{\"name\":1,\"surprise\":true}", Map.of("Age", "1"));

        assertThatThrownBy(() -> promises.kept(answer)).isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("raml/things.raml").hasMessageContaining("/name").hasMessageContaining("/surprise").hasMessageContaining("GET /things/1 -> 200");
    }

    private static Answer problem(String method, String path, int status, String body, Map<String, String> headers) {
        return answer(method, path, status, "application/problem+json", body, headers);
    }

    private static Answer answer(int status, String mediaType, String body, Map<String, String> headers) {
        return answer("GET", "/things/1", status, mediaType, body, headers);
    }

    private static Answer answer(String method, String path, int status, String mediaType, String body, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>(Map.of("content-type", List.of(mediaType)));
        if (status != 304) {
            all.put("x-correlation-id", List.of("c-1"));
        }
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new Answer(method, path, status, all, Optional.of(body));
    }

    private static PromisedAnswers promises(String twin) {
        try {
            return PromisedAnswers.parse("things", twin);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
