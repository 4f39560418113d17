package io.roosa.shipping;

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

class CreateShipmentRouteTest {

    @TempDir
    private static Path books;

    private static RunningMock mock;

    private final String order = RunningMock.newOrder();

    @BeforeAll
    static void start() {
        mock = RunningMock.start(ShippingSysApi.application(), books, Map.of());
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
    void one_parcel_leaves_for_each_key() {
        List<CompletableFuture<RunningMock.Answer>> sent = IntStream.range(0, 50)
                .mapToObj(n -> mock.sendWithKey("/shipping/create", request(), order)).toList();

        List<RunningMock.Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(answer -> answer.at("/trackingNumber")).distinct()).hasSize(1);
        assertThat(totals()).isEqualTo("{\"shipments\":1}");
    }

    @Test
    void an_address_that_is_not_served_stays_so_for_the_same_key() {
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":0}");
        RunningMock.Answer refused = mock.postWithKey("/shipping/create", request(), order);
        mock.behave();

        RunningMock.Answer again = mock.postWithKey("/shipping/create", request(), order);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("NOT_SHIPPABLE");
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(totals()).isEqualTo("{\"shipments\":0}");
    }

    @Test
    void a_technical_failure_decides_nothing() {
        mock.misbehave("{\"failureRate\":1,\"technicalShare\":1}");
        RunningMock.Answer failed = mock.postWithKey("/shipping/create", request(), order);
        mock.behave();

        RunningMock.Answer served = mock.postWithKey("/shipping/create", request(), order);

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.headers().get("retry-after")).containsExactly("1");
        assertThat(served.status()).isEqualTo(200);
        assertThat(totals()).isEqualTo("{\"shipments\":1}");
    }

    @Test
    void the_totals_of_all_orders_add_up() {
        RunningMock.Answer before = mock.get("/shipping/ledger");
        mock.post("/shipping/create", request());

        RunningMock.Answer after = mock.get("/shipping/ledger");

        assertThat(after.body().at("/calls").asLong()).isEqualTo(before.body().at("/calls").asLong() + 1);
        assertThat(after.body().at("/shipments").asLong()).isEqualTo(before.body().at("/shipments").asLong() + 1);
    }

    private String request() {
        return "{\"orderId\":\"" + order + "\",\"items\":[{\"sku\":\"CUP-BLUE\",\"quantity\":4}],\"address\":{\"name\":\"Ada Lovelace\","
                + "\"line1\":\"12 St James Square\",\"postalCode\":\"SW1Y 4JH\",\"city\":\"London\",\"country\":\"GB\"}}";
    }

    private String totals() {
        return mock.get("/shipping/ledger/" + order).body().at("/totals").toString();
    }
}
