package io.roosa.orderexp;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.roosa.shared.contract.CheckedHttpClient;

import static org.assertj.core.api.Assertions.assertThat;

class ControlRoomTest {

    private RunningExp exp;

    @BeforeEach
    void start() {
        exp = RunningExp.start();
    }

    @AfterEach
    void stop() {
        exp.close();
    }

    @Test
    void the_board_tells_that_order_proc_api_is_silent_and_the_store_is_there() {
        exp.process().becomes(OrderProcStub.Behaviour.REFUSES);

        Awaitility.await().untilAsserted(() -> {
            RunningExp.Answer board = exp.get("/room/board");
            assertThat(board.body().at("/applications").findValuesAsText("state")).containsExactly("UP", "DOWN", "UP");
            assertThat(board.body().has("process")).isFalse();
            assertThat(board.at("/environment")).isEqualTo("test");
        });
    }

    @Test
    void pages_that_look_while_order_proc_api_hangs_hold_no_thread_that_answers_customers() {
        exp.process().becomes(OrderProcStub.Behaviour.HANGS);
        List<CompletableFuture<RunningExp.Answer>> looking = IntStream.range(0, 30)
                .mapToObj(page -> CompletableFuture.supplyAsync(() -> exp.get("/room/calls/019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071"))).toList();

        RunningExp.Answer board = exp.get("/room/board");

        assertThat(board.status()).isEqualTo(200);
        assertThat(board.took()).isLessThan(Duration.ofMillis(900));
        looking.forEach(CompletableFuture::join);
    }

    @Test
    void the_calls_of_an_order_cannot_be_told_while_order_proc_api_refuses() {
        exp.process().becomes(OrderProcStub.Behaviour.REFUSES);

        assertThat(exp.get("/room/calls/019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071").status()).isEqualTo(503);
    }

    @Test
    void a_fault_cannot_be_set_while_order_proc_api_refuses() throws Exception {
        exp.process().becomes(OrderProcStub.Behaviour.REFUSES);

        HttpResponse<String> answer = CheckedHttpClient.speakingTo("order-exp-api").send(HttpRequest.newBuilder(URI.create(exp.url() + "/room/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"system\":\"payment-sys-api\",\"fault\":\"DOWN\"}")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
    }
}
