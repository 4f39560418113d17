package io.roosa.orderexp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {

    @Test
    void statuses_are_answered_while_new_orders_fill_their_lane_and_the_store_hangs_under_them() {
        try (RunningExp exp = RunningExp.start(Map.of("order-exp-api.edge.max-requests", "60"))) {
            String known = exp.place(Orders.order()).at("/orderId");
            CountDownLatch store = exp.hangAt("writeJournal");

            // More than there are threads for orders, and more than the lane takes.
            List<CompletableFuture<RunningExp.Answer>> placed = Stream.generate(() -> exp.placing(Orders.order())).limit(100).toList();
            RunningExp.Answer refused = CompletableFuture.anyOf(placed.toArray(CompletableFuture[]::new)).thenApply(RunningExp.Answer.class::cast)
                    .orTimeout(20, TimeUnit.SECONDS).join();
            RunningExp.Answer status = exp.status(known);
            store.countDown();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(status.status()).isEqualTo(200);
            assertThat(placed.stream().map(CompletableFuture::join)).extracting(RunningExp.Answer::status)
                    .containsOnly(202, 503).filteredOn(code -> code == 202).hasSize(60);
        }
    }
}
