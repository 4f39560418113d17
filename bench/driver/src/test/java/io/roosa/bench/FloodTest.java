package io.roosa.bench;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FloodTest {

    private static final Buffer ORDER = Buffer.buffer("{\"some\":\"order\"}");

    @Test
    void every_order_is_answered_for() {
        try (TinyServer server = new TinyServer(FloodTest::mostlyRefused); Flood flood = new Flood(server.port(), ORDER)) {
            Flood.Answers answers = flood.pour(1_000, 1, sent -> { });

            assertThat(server.orders()).isEqualTo(1_000);
            assertThat(answers.accepted.getTotalCount()).isEqualTo(100);
            assertThat(answers.refused.getTotalCount()).isEqualTo(890);
            assertThat(answers.withoutRetryAfter).isEqualTo(90);
            assertThat(answers.otherwise).containsOnlyKeys("500").containsValue(10);
            assertThat(answers.late.getTotalCount()).isEqualTo(1_000);
            assertThat(answers.driverBusy).isPositive();
        }
    }

    @Test
    void nobody_there_is_told_and_waited_for_by_nobody() {
        int nobody = Kit.freePort();
        try (Flood flood = new Flood(nobody, ORDER)) {
            Flood.Answers answers = flood.pour(50, 1, sent -> { });

            assertThat(answers.otherwise.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
        }
    }

    /** Of ten: one accepted, eight refused; of a hundred, nine more without Retry-After, and one that fails. */
    private static int mostlyRefused(int order) {
        if (order % 100 == 1) {
            return 500;
        }
        return switch (order % 10) {
            case 0 -> TinyServer.ACCEPTED;
            case 1 -> 429;
            default -> 503;
        };
    }
}
