package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.PromisedAnswers;
import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Each running application serves what its RAML names, and nothing else; management and the page of order-exp-api aside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedOperationsTest {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE");

    private CalmHouse house;

    static Stream<String> applications() {
        return House.PARTS.stream().map(Part::name);
    }

    static Stream<String> serving() {
        return applications().filter(name -> !name.equals(House.STORE));
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        house = new CalmHouse(directory);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void an_application_serves_what_its_contract_names_and_nothing_else(String name) {
        List<String> differences = new Served(house.application(name), house.promises(name)).differences();

        assertThat(differences).isEmpty();
    }

    /** What any of the six serves, what Camel is known to serve by itself, and paths that are none, with every method there is. */
    @ParameterizedTest
    @MethodSource("serving")
    void whatever_else_is_asked_for_is_refused_as_the_contract_says(String name) throws IOException, InterruptedException {
        List<String> paths = Stream.concat(applications().flatMap(any -> house.promises(any).operations().stream()).map(PromisedAnswers.Asked::path)
                .map(path -> path.replace("{orderId}", "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071")).distinct(),
                Stream.of("/observe/health", "/observe/metrics", "/q/health", "/q/dev", "/openapi", "/openapi.json", "/api-doc", "/index.html", "/application.properties",
                        "/orders/", "/orders/1/2/3", "/camel", "/jolokia")).toList();
        int asked = 0;
        for (String path : paths) {
            for (String method : METHODS) {
                if (house.promises(name).operations().stream().noneMatch(operation -> operation.method().equals(method)
                        && path.matches(operation.path().replace("{orderId}", "[^/]+")))) {
                    HttpRequest request = HttpRequest.newBuilder(URI.create(house.application(name).url() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody()).build();

                    int status = house.client().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();

                    assertThat(status).as("%s %s", method, path).isIn(404, 405);
                    asked++;
                }
            }
        }
        System.out.println(name + " refused " + asked + " requests that its contract does not name");
    }

    @Test
    void an_operation_that_is_not_served_is_told() throws IOException {
        PromisedAnswers more = promising(House.PAYMENT, "/payment/refund");

        List<String> differences = new Served(house.application(House.PAYMENT), more).differences();

        assertThat(differences).containsExactlyInAnyOrder("not served: POST /payment/refund", "no route does refundPayment");
    }

    @Test
    void an_operation_whose_route_stands_still_is_told() throws Exception {
        RunningApplication mock = house.copy(House.PAYMENT, "test");
        mock.context().getRouteController().stopRoute("getPaymentLedger");

        List<String> differences = new Served(mock, house.promises(House.PAYMENT)).differences();

        assertThat(differences).containsExactly("no route does getPaymentLedger");
    }

    @Test
    void something_served_that_no_contract_names_is_told() throws Exception {
        RunningApplication mock = house.copy(House.PAYMENT, "test");
        mock.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/payment/backdoor?httpMethodRestrict=GET").routeId("backdoor").setBody(constant("come in"));
            }
        });

        List<String> differences = new Served(mock, house.promises(House.PAYMENT)).differences();

        assertThat(differences).containsExactlyInAnyOrder("no RAML names GET /payment/backdoor", "no RAML names the path /payment/backdoor");
    }

    private static PromisedAnswers promising(String application, String path) throws IOException {
        try (var twin = ServedOperationsTest.class.getResourceAsStream("/contracts/openapi/" + application + ".json")) {
            ObjectNode contract = (ObjectNode) Json.MAPPER.readTree(twin);
            contract.withObject("/paths").putObject(path).putObject("post").put("operationId", "refundPayment").putObject("responses");
            return PromisedAnswers.parse(application, contract.toString());
        }
    }
}
