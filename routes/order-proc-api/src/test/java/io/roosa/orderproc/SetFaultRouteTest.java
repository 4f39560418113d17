package io.roosa.orderproc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.CheckedHttpClient;

import static org.assertj.core.api.Assertions.assertThat;

class SetFaultRouteTest {

    @RegisterExtension
    static final ProcessUnderTest PROCESS = ProcessUnderTest.with();

    @Test
    void a_system_is_broken_as_asked_and_the_board_tells_it() throws Exception {
        HttpResponse<String> answer = set(PROCESS.copy(), "payment-sys-api", "DOWN");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"fault\":\"DOWN\"", "healsAt");
    }

    @Test
    void a_system_that_there_is_not_is_404() throws Exception {
        assertThat(set(PROCESS.copy(), "moon-sys-api", "DOWN").statusCode()).isEqualTo(404);
    }

    @Test
    void a_fault_that_there_is_not_is_422() throws Exception {
        assertThat(set(PROCESS.copy(), "payment-sys-api", "ON_FIRE").statusCode()).isEqualTo(422);
    }

    @Test
    void a_system_that_does_not_answer_is_503() throws Exception {
        RunningApplication copy = PROCESS.startCopy(".payment-sys-api.url", "http://127.0.0.1:1");

        HttpResponse<String> answer = set(copy, "payment-sys-api", "DOWN");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().map()).containsKey("retry-after");
    }

    private static HttpResponse<String> set(RunningApplication copy, String system, String fault) throws IOException, InterruptedException {
        return CheckedHttpClient.speakingTo("order-proc-api").send(HttpRequest.newBuilder(URI.create(copy.url() + "/process/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"system\":\"" + system + "\",\"fault\":\"" + fault + "\"}")).build(), HttpResponse.BodyHandlers.ofString());
    }
}
