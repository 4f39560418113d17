package io.roosa.orderexp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.StartFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code order-exp-api.errors=apikit}: every error as the main flow that APIkit generates would tell it. */
class ApikitErrorsTest {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.startBesideItsContract(Map.of("order-exp-api.errors", "apikit"));
    }

    @AfterEach
    void forget() {
        exp.forgetFailures();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void a_body_that_is_not_json_is_a_bad_request() {
        assertTold(exp.place("{"), 400, "Bad request");
    }

    @Test
    void an_order_that_breaks_the_contract_is_a_bad_request_and_no_422() {
        assertTold(exp.place(Orders.without("/customerId")), 400, "Bad request");
    }

    @Test
    void an_order_that_breaks_a_rule_that_no_schema_can_say_is_a_bad_request_too() {
        assertTold(exp.place(Orders.with("/currency", "\"XXQ\"")), 400, "Bad request");
    }

    @Test
    void an_order_that_nobody_knows_is_not_found() {
        assertTold(exp.status(Orders.newId()), 404, "Resource not found");
    }

    @Test
    void a_path_that_nobody_knows_is_not_found() {
        assertTold(exp.get("/elsewhere"), 404, "Resource not found");
    }

    @Test
    void a_page_that_is_not_there_is_not_found() {
        assertTold(exp.get("/api/nothing.html"), 404, "Resource not found");
    }

    @Test
    void a_method_that_the_contract_does_not_name_is_not_allowed() {
        RunningExp.Answer answer = exp.get("/orders");

        assertTold(answer, 405, "Method not allowed");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void an_answer_that_is_wanted_as_xml_is_not_acceptable() {
        assertTold(exp.status(Orders.newId(), "Accept", "application/xml"), 406, "Not acceptable");
    }

    @Test
    void a_body_that_is_not_said_to_be_json_is_an_unsupported_media_type() throws Exception {
        HttpResponse<String> answer = post("<order/>", "application/xml");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Unsupported media type\"}");
    }

    @Test
    void a_body_that_is_too_large_is_told_in_the_same_form() throws Exception {
        HttpResponse<String> answer = post(Orders.with("/note", "\"" + "x".repeat(70_000) + "\""), "application/json");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Request too large\"}");
    }

    @Test
    void a_key_that_was_used_for_another_order_is_told_in_the_same_form() {
        exp.place(Orders.order(), "Idempotency-Key", "apikit-1");

        assertTold(exp.place(Orders.with("/note", "\"another\""), "Idempotency-Key", "apikit-1"), 422, "Invalid request");
    }

    @Test
    void a_store_out_of_reach_is_told_in_the_same_form_and_when_to_come_again() {
        exp.loseStoreAt("writeJournal");

        RunningExp.Answer answer = exp.place(Orders.order());

        assertTold(answer, 503, "Temporarily unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void a_fault_of_our_own_is_told_in_the_same_form_and_tells_nothing_of_it() {
        exp.failAt("writeJournal", new IllegalStateException("secret"));

        assertTold(exp.place(Orders.order()), 500, "Internal error");
    }

    @Test
    void a_good_answer_is_as_ever() {
        RunningExp.Answer answer = exp.place(Orders.order());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/status")).isEqualTo("RECEIVED");
    }

    @Test
    void another_word_is_told_at_the_start() {
        assertThatThrownBy(() -> OrderExpApi.application().start(Environment.named("test"), Map.of("order-exp-api.errors", "mule", "order-proc-api.url", exp.url()), Map.of()))
                .isInstanceOf(StartFailure.class).hasMessageContainingAll("order-exp-api.errors", "mule", "one of problem, apikit");
    }

    private static void assertTold(RunningExp.Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo(Orders.read("{\"message\":\"" + message + "\"}"));
        assertThat(answer.header("X-Correlation-ID")).isNotEmpty();
    }

    private static HttpResponse<String> post(String body, String mediaType) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(exp.url() + "/orders")).header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
