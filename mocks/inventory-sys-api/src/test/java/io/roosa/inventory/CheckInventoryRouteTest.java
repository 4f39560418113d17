package io.roosa.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.failuremodes.RunningMock;

import static org.assertj.core.api.Assertions.assertThat;

class CheckInventoryRouteTest {

    @TempDir
    private static Path books;

    private static RunningMock mock;

    private final String order = RunningMock.newOrder();

    @BeforeAll
    static void start() {
        mock = RunningMock.start(InventorySysApi.application(), books, Map.of());
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    @AfterEach
    void behave() {
        mock.behave();
    }

    @Test
    void an_order_whose_items_are_there_is_confirmed_once_for_each_key() {
        List<CompletableFuture<RunningMock.Answer>> sent = IntStream.range(0, 50)
                .mapToObj(n -> mock.sendWithKey("/inventory/check", request(), order)).toList();

        List<RunningMock.Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(answer -> answer.at("/reservationId")).distinct()).hasSize(1);
        assertThat(totals()).isEqualTo("{\"confirmations\":1,\"refusals\":0}");
    }

    @Test
    void what_is_out_of_stock_stays_so_for_the_same_key() {
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":0}");
        RunningMock.Answer refused = mock.postWithKey("/inventory/check", request(), order);
        mock.behave();

        RunningMock.Answer again = mock.postWithKey("/inventory/check", request(), order);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("OUT_OF_STOCK");
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(totals()).isEqualTo("{\"confirmations\":0,\"refusals\":1}");
    }

    @Test
    void a_technical_failure_decides_nothing() {
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":1}");
        RunningMock.Answer failed = mock.postWithKey("/inventory/check", request(), order);
        mock.behave();

        RunningMock.Answer served = mock.postWithKey("/inventory/check", request(), order);

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.headers().get("retry-after")).containsExactly("1");
        assertThat(served.status()).isEqualTo(200);
        assertThat(totals()).isEqualTo("{\"confirmations\":1,\"refusals\":0}");
    }

    @Test
    void the_totals_of_all_orders_add_up() {
        RunningMock.Answer before = mock.get("/inventory/ledger");
        mock.post("/inventory/check", request());

        RunningMock.Answer after = mock.get("/inventory/ledger");

        assertThat(after.body().at("/calls").asLong()).isEqualTo(before.body().at("/calls").asLong() + 1);
        assertThat(after.body().at("/confirmations").asLong()).isEqualTo(before.body().at("/confirmations").asLong() + 1);
    }

    private String request() {
        return "{\"orderId\":\"" + order + "\",\"items\":[{\"sku\":\"CUP-BLUE\",\"quantity\":4}]}";
    }

    private String totals() {
        return mock.get("/inventory/ledger/" + order).body().at("/totals").toString();
    }
}
