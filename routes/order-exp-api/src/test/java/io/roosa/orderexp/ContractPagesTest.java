package io.roosa.orderexp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContractPagesTest {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#?]+)");
    private static final List<String> SIX = List.of("order-exp-api", "order-proc-api", "inventory-sys-api", "payment-sys-api", "shipping-sys-api",
            "order-status-store");

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void the_list_names_all_six_each_with_a_reference_its_raml_and_its_openapi() {
        String list = get("/api/").body();

        assertThat(SIX).allSatisfy(name -> assertThat(list).contains("/api/reference.html?contract=" + name + "\"",
                "/api/contracts/" + name + ".raml\"", "/api/contracts/openapi/" + name + ".json\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "/api/reference.html"})
    void every_link_of_a_page_leads_to_something_that_this_application_shows(String page) {
        List<String> links = LINK.matcher(get(page).body()).results().map(link -> link.group(1)).toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(get(link).statusCode()).as(link).isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({
            "/api/, text/html; charset=utf-8",
            "/api/api.css, text/css; charset=utf-8",
            "/api/reference.js, text/javascript; charset=utf-8",
            "/api/swagger-ui/swagger-ui-bundle.js, text/javascript; charset=utf-8",
            "/api/contracts/order-exp-api.raml, application/raml+yaml; charset=utf-8",
            "/api/contracts/types/orders.raml, application/raml+yaml; charset=utf-8",
            "/api/contracts/openapi/order-exp-api.json, application/json"})
    void each_file_has_its_media_type_and_is_asked_for_anew(String path, String mediaType) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(mediaType);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "/api/reference.html", "/api/swagger-ui/swagger-ui-bundle.js"})
    void nothing_runs_in_a_page_but_what_this_application_serves(String path) {
        String policy = get(path).headers().firstValue("Content-Security-Policy").orElse("");

        assertThat(policy).startsWith("default-src 'self';").doesNotContain("unsafe", "http", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "/api/reference.html"})
    void no_page_has_a_script_or_a_style_inline(String path) {
        String page = get(path).body();

        assertThat(page).doesNotContain("<style", " style=", "onclick", "javascript:").doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void a_copy_that_is_still_the_newest_is_not_sent_again() {
        String etag = get("/api/api.css").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> answer = ask("GET", "/api/api.css", "If-None-Match", etag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_head_has_the_headers_of_the_get_and_no_body() {
        HttpResponse<String> answer = ask("HEAD", "/api/api.css");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue(String.valueOf(get("/api/api.css").body().length()));
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void a_page_is_read_and_nothing_else(String method) {
        HttpResponse<String> answer = ask(method, "/api/");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/api/../application-test.properties", "/api/%2e%2e/application-test.properties", "/api/%2e%2e%2fapplication-test.properties",
            "/api/..%2fapplication-test.properties", "/api/..%5capplication-test.properties", "/api/contracts/../application-test.properties",
            "/api/contracts/..%2f..%2fapplication-test.properties", "/api//application-test.properties", "/api/%2fapplication-test.properties",
            "/api/application-test.properties", "/api/order-exp-api.properties", "/api/io/roosa/orderexp/OrderExpApi.class", "/api/logback.xml",
            "/api/swagger-ui/..%2f..%2f..%2f..%2flogback.xml", "/api/index.html%00.css", "/api/.html", "/api/contracts/",
            "/api/INDEX.HTML", "/api/index.html/", "/api/index.html%0d%0a", "/api/nothing.html", "/META-INF/MANIFEST.MF", "/index.html"})
    void no_path_leads_out_of_the_folders(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void without_its_slash_the_list_is_found_too() {
        HttpResponse<String> answer = get("/api");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/");
    }

    private static HttpResponse<String> get(String path) {
        return ask("GET", path);
    }

    private static HttpResponse<String> ask(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(exp.url() + path)).method(method, HttpRequest.BodyPublishers.noBody());
        try {
            return CLIENT.send(headers.length == 0 ? request.build() : request.headers(headers).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }
}
