package io.roosa.shared.http;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTest {

    @Test
    void a_problem_tells_its_kind_its_status_what_happened_where_and_to_whom() throws IOException {
        Problem problem = Problem.of(404, "No order has this id").at("/orders/1/status", "shop:1");

        assertThat(Json.MAPPER.readTree(problem.json())).isEqualTo(Json.MAPPER.readTree("""
                {"type":"urn:roosa:problem:not-found","title":"Not found","status":404,"detail":"No order has this id",
                 "instance":"/orders/1/status","correlationId":"shop:1"}"""));
    }

    @Test
    void a_business_refusal_has_a_code_and_a_type_of_its_own() throws IOException {
        Problem problem = Problem.of(409, "Nothing left").withCode("OUT_OF_STOCK");

        assertThat(Json.MAPPER.readTree(problem.json()).at("/code").asText()).isEqualTo("OUT_OF_STOCK");
        assertThat(problem.type()).isEqualTo("urn:roosa:problem:out-of-stock");
    }

    @Test
    void when_to_come_again_is_for_the_header_and_not_in_the_body() throws IOException {
        Problem problem = Problem.of(503, "Busy").retryAfter(5);

        assertThat(problem.retryAfterSeconds()).isEqualTo(5);
        assertThat(Json.MAPPER.readTree(problem.json()).has("retryAfterSeconds")).isFalse();
    }

    @Test
    void nothing_that_was_told_is_lost_on_the_way_to_the_answer() {
        List<Problem.InvalidField> errors = List.of(new Problem.InvalidField("/note", "is too long"));

        Problem problem = Problem.of(422, "Wrong").withErrors(errors).retryAfter(3).withCode("WRONG").at("/orders", null);

        assertThat(problem).isEqualTo(new Problem("urn:roosa:problem:wrong", "Invalid request", 422, "Wrong", "/orders", "", "WRONG", errors, 3));
    }

    @Test
    void a_status_without_a_title_of_its_own_has_one_all_the_same() {
        assertThat(Problem.of(418, "Tea").title()).isEqualTo("Request failed");
    }
}
