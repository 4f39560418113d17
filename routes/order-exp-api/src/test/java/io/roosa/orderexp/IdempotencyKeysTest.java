package io.roosa.orderexp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class IdempotencyKeysTest {

    private static final AtomicInteger KEYS = new AtomicInteger();

    private static RunningExp exp;

    private final String key = "key-" + KEYS.incrementAndGet();

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
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
    void the_same_key_and_body_get_the_same_answer_and_make_no_second_order() {
        RunningExp.Answer first = place(Orders.order());
        OrderJournal journal = exp.journal(first.at("/orderId"));
        int orders = exp.cache(OrderStatusStore.JOURNAL).size();

        RunningExp.Answer again = place(Orders.order());

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(exp.cache(OrderStatusStore.JOURNAL)).hasSize(orders);
        assertThat(exp.journal(first.at("/orderId"))).isEqualTo(journal);
    }

    @Test
    void the_same_order_written_with_other_spaces_is_the_same_body() {
        RunningExp.Answer first = place(Orders.order());

        RunningExp.Answer again = place(Orders.order().replace(",", " ,\n "));

        assertThat(again.at("/orderId")).isEqualTo(first.at("/orderId"));
    }

    @Test
    void another_body_under_the_same_key_is_a_422_problem_and_no_order() {
        place(Orders.order());
        int orders = exp.cache(OrderStatusStore.JOURNAL).size();

        RunningExp.Answer other = place(Orders.with("/items/0/quantity", "3"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(other.at("/instance")).isEqualTo("/orders");
        assertThat(exp.cache(OrderStatusStore.JOURNAL)).hasSize(orders);
    }

    @Test
    void the_same_body_under_another_key_or_none_is_another_order() {
        String first = place(Orders.order()).at("/orderId");

        assertThat(exp.place(Orders.order(), "Idempotency-Key", key + "-other").at("/orderId")).isNotEqualTo(first);
        assertThat(exp.place(Orders.order()).at("/orderId")).isNotEqualTo(first);
    }

    @Test
    void a_hundred_requests_at_once_with_one_key_make_one_order() {
        int orders = exp.cache(OrderStatusStore.JOURNAL).size();

        List<RunningExp.Answer> answers = IntStream.range(0, 100).mapToObj(request -> exp.placing(Orders.order(), "Idempotency-Key", key)).toList().stream()
                .map(CompletableFuture::join).toList();

        List<String> accepted = answers.stream().filter(answer -> answer.status() == 202).map(answer -> answer.at("/orderId")).distinct().toList();
        assertThat(accepted).hasSize(1);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status() == 202 || answer.status() == 409 && answer.header("Retry-After").equals("1"))
                .as("%s", answer).isTrue());
        assertThat(exp.cache(OrderStatusStore.JOURNAL)).hasSize(orders + 1);
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT)).containsKey(accepted.get(0));
    }

    /** After which of its writes the first request died. */
    enum Died { KEY, JOURNAL, STATUS, IN_FLIGHT }

    @ParameterizedTest
    @EnumSource
    void where_the_first_request_died_the_repeated_one_goes_on_and_completes_the_order(Died after) {
        String orderId = place(Orders.order()).at("/orderId");
        OrderJournal journal = exp.journal(orderId);
        await().until(() -> exp.process().bodies().contains("{\"orderId\":\"" + orderId + "\"}"));
        long handOvers = handOversOf(orderId);
        diedAfter(after, orderId);

        RunningExp.Answer again = place(Orders.order());

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/orderId")).isEqualTo(orderId);
        assertThat(exp.journal(orderId).order()).isEqualTo(journal.order());
        assertThat(exp.cache(OrderStatusStore.STATUS).get(orderId)).isEqualTo("RECEIVED");
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT)).containsKey(orderId);
        await().until(() -> handOversOf(orderId) > handOvers);
    }

    @Test
    void while_the_first_request_may_still_be_running_the_second_is_told_to_come_again() {
        String orderId = place(Orders.order()).at("/orderId");
        List.of(OrderStatusStore.STATUS, OrderStatusStore.JOURNAL, OrderStatusStore.IN_FLIGHT).forEach(cache -> exp.cache(cache).remove(orderId));

        RunningExp.Answer second = exp.place(Orders.order(), "Idempotency-Key", key, "X-Correlation-ID", "shop:409");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(second.at("/correlationId")).isEqualTo("shop:409");
        assertThat(exp.cache(OrderStatusStore.JOURNAL)).doesNotContainKey(orderId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVENTORY_CHECK_STARTED", "PAYMENT_COMPLETED"})
    void an_order_that_is_under_way_is_left_alone(String status) {
        String orderId = place(Orders.order()).at("/orderId");
        exp.cache(OrderStatusStore.STATUS).put(orderId, status);

        RunningExp.Answer again = place(Orders.order());

        assertThat(again.at("/orderId")).isEqualTo(orderId);
        assertThat(exp.cache(OrderStatusStore.STATUS).get(orderId)).isEqualTo(status);
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT)).containsKey(orderId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHIPPED", "PAYMENT_FAILED"})
    void an_order_that_has_ended_is_never_taken_up_again(String status) {
        String orderId = place(Orders.order()).at("/orderId");
        exp.cache(OrderStatusStore.STATUS).put(orderId, status);
        exp.cache(OrderStatusStore.IN_FLIGHT).remove(orderId);

        RunningExp.Answer again = place(Orders.order());

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/orderId")).isEqualTo(orderId);
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT)).doesNotContainKey(orderId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeJournal", "writeStatus", "enterInFlight"})
    void a_repeated_request_is_not_answered_202_while_a_write_is_still_missing(String line) {
        String orderId = place(Orders.order()).at("/orderId");
        diedAfter(Died.KEY, orderId);
        exp.loseStoreAt(line);

        RunningExp.Answer lost = place(Orders.order());
        exp.bringStoreBack();
        RunningExp.Answer again = place(Orders.order());

        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.header("Retry-After")).isEqualTo("2");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/orderId")).isEqualTo(orderId);
        assertThat(exp.cache(OrderStatusStore.IN_FLIGHT)).containsKey(orderId);
    }

    @Test
    void a_key_makes_a_new_order_once_its_time_is_over() {
        try (RunningExp quick = RunningExp.start(Map.of("order-exp-api.idempotency.ttl", "200ms"))) {
            String first = quick.place(Orders.order(), "Idempotency-Key", key).at("/orderId");

            await().atMost(Duration.ofSeconds(10)).until(() -> !quick.place(Orders.order(), "Idempotency-Key", key).at("/orderId").equals(first));
        }
    }

    @Test
    void a_key_is_1_to_255_visible_ascii_characters() {
        assertThat(exp.place(Orders.order(), "Idempotency-Key", key + "~".repeat(255 - key.length())).status()).isEqualTo(202);
        for (String bad : List.of("a b", "k".repeat(256), "")) {
            RunningExp.Answer answer = exp.place(Orders.order(), "Idempotency-Key", bad);

            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    private RunningExp.Answer place(String order) {
        return exp.place(order, "Idempotency-Key", key);
    }

    private static long handOversOf(String orderId) {
        return exp.process().bodies().stream().filter(body -> body.contains(orderId)).count();
    }

    /** Takes the store back to where a first request left it, ten seconds ago, that died after one of its writes. */
    private void diedAfter(Died write, String orderId) {
        ObjectNode remembered = (ObjectNode) Orders.read(exp.cache(OrderStatusStore.IDEMPOTENCY).get(key));
        remembered.put("at", Instant.now().minusSeconds(10).toString());
        exp.cache(OrderStatusStore.IDEMPOTENCY).put(key, remembered.toString());
        List<String> written = List.of(OrderStatusStore.IDEMPOTENCY, OrderStatusStore.JOURNAL, OrderStatusStore.STATUS, OrderStatusStore.IN_FLIGHT);
        written.subList(write.ordinal() + 1, written.size()).forEach(cache -> exp.cache(cache).remove(orderId));
    }
}
