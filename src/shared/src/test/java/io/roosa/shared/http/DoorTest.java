package io.roosa.shared.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class DoorTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static RunningApplication running;

    @BeforeAll
    static void start() {
        running = Application.serving("greeting-api", "greets", assembly -> assembly.routes(new RouteBuilder() {
            @Override
            public void configure() {
                rest().openApi("classpath:contracts/openapi/greeting-api.json");
                from("direct:greet").routeId("greet")
                        .process(exchange -> exchange.getMessage().setBody(String.valueOf(exchange.getMessage().getHeaders().keySet())));
                from("direct:getGreeting").routeId("getGreeting").setBody(simple("{\"name\":\"${header.name}\"}"));
            }
        })).start(Environment.named("test"), Map.of(), Map.of());
    }

    @AfterAll
    static void stop() {
        running.stop();
    }

    @Test
    void a_request_that_the_contract_allows_is_served() throws Exception {
        HttpResponse<String> answer = send("GET", "/greetings/anna", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"name\":\"anna\"}");
    }

    @Test
    void a_path_that_the_contract_does_not_know_is_a_404_problem() throws Exception {
        HttpResponse<String> answer = send("GET", "/elsewhere", null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(json(answer).at("/instance").asText()).isEqualTo("/elsewhere");
    }

    @Test
    void a_path_whose_route_has_not_started_is_a_503_problem_and_never_a_404() throws Exception {
        RouteController routes = running.context().getRouteController();
        String atTheEdge = running.context().getRoutes().stream().filter(route -> route.getEndpoint().getEndpointUri().startsWith("rest-openapi")
                || route.getEndpoint().getEndpointUri().startsWith("platform-http")).findFirst().orElseThrow().getRouteId();
        routes.stopRoute(atTheEdge);
        try {
            HttpResponse<String> answer = send("GET", "/greetings/anna", null);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        } finally {
            routes.startRoute(atTheEdge);
        }
    }

    @Test
    void another_method_is_a_405_problem_that_allows_the_right_one() throws Exception {
        HttpResponse<String> answer = send("DELETE", "/greetings", null);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(json(answer).at("/status").asInt()).isEqualTo(405);
    }

    @Test
    void every_invalid_field_is_named_at_once_by_its_pointer() throws Exception {
        HttpResponse<String> answer = send("POST", "/greetings", "{\"times\":0,\"loud\":true}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors").findValuesAsText("pointer")).containsExactly("/loud", "/name", "/times");
    }

    @Test
    void a_body_that_is_not_one_json_value_is_a_400_problem() throws Exception {
        for (String body : new String[] {"{", "{\"name\":\"a\"} x", "{\"name\":\"a\",\"name\":\"b\"}", "", "{\"name\":NaN}"}) {
            HttpResponse<String> answer = send("POST", "/greetings", body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("com.fasterxml").doesNotContain("java.");
        }
    }

    @Test
    void a_body_over_64_kib_is_a_413_problem() throws Exception {
        HttpResponse<String> answer = send("POST", "/greetings", "{\"name\":\"" + "a".repeat(65 * 1024) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
    }

    @Test
    void a_media_type_other_than_json_is_a_415_problem() throws Exception {
        HttpResponse<String> answer = send("POST", "/greetings", "{\"name\":\"a\"}", "Content-Type", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void no_header_or_query_value_of_the_client_reaches_a_route_or_comes_back() throws Exception {
        HttpResponse<String> answer = send("POST", "/greetings?Set-Cookie=evil&CamelHttpPath=x", "{\"name\":\"a\"}", "X-Evil", "1", "CamelHttpUri", "http://x",
                "Content-Type", "application/json");

        assertThat(answer.body()).doesNotContain("Evil").doesNotContain("Set-Cookie");
        assertThat(answer.headers().map().keySet()).doesNotContain("x-evil", "set-cookie", "camelhttpuri");
    }

    @Test
    void a_well_formed_correlation_id_is_answered_back_and_any_other_replaced() throws Exception {
        HttpResponse<String> kept = send("GET", "/greetings/anna", null, Headers.CORRELATION_ID, "order:1.a");
        HttpResponse<String> replaced = send("GET", "/greetings/anna", null, Headers.CORRELATION_ID, "a b");

        assertThat(kept.headers().firstValue(Headers.CORRELATION_ID)).contains("order:1.a");
        assertThat(replaced.headers().firstValue(Headers.CORRELATION_ID)).isPresent().get().isNotEqualTo("a b");
    }

    @Test
    void health_is_answered_on_the_management_port() throws Exception {
        HttpResponse<String> answer = CLIENT.send(HttpRequest.newBuilder(URI.create(running.managementUrl() + "/observe/health")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.MAPPER.readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(running.url() + path));
        if (body != null && headers.length == 0) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
