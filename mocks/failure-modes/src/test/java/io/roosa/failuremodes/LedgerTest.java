package io.roosa.failuremodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:15:30Z"), ZoneOffset.UTC);

    @TempDir
    private Path books;

    private record Wish(String orderId) implements OrderRequest {
    }

    @Test
    void what_was_decided_is_still_known_after_the_books_were_opened_again() throws IOException {
        try (Ledger ledger = Ledger.open(books, CLOCK)) {
            enter(ledger, "order-1", "key-1", "GRANTED");
            ledger.answered(1, "order-1", 200, false);
            enter(ledger, "order-2", "", "GRANTED");
        }

        try (Ledger reopened = Ledger.open(books, CLOCK)) {
            assertThat(reopened.calls()).isEqualTo(2);
            assertThat(reopened.ofOrder("order-1")).containsExactly(
                    new LedgerCall(1, Instant.now(CLOCK), "wish", "order-1", "key-1", "web-1", "GRANTED", true, 200, false));
            assertThat(reopened.ofOrder("order-2")).extracting(LedgerCall::answer).containsExactly(0);
            assertThat(decidedFor(reopened, "order-1", "key-1")).contains(Reply.of(List.of("receipt of order-1")));
        }
    }

    @Test
    void of_two_calls_with_one_key_the_second_waits_until_the_first_is_decided() throws Exception {
        try (Ledger ledger = Ledger.open(books, CLOCK)) {
            CountDownLatch firstIsJudged = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicReference<Optional<Reply>> seenBySecond = new AtomicReference<>(Optional.empty());
            Thread first = new Thread(() -> ledger.enter(call("order-1", "key-1"), past -> {
                firstIsJudged.countDown();
                await(goOn);
                return new Ledger.Judgement("GRANTED", true, Reply.of("first"), true, false);
            }));
            Thread second = new Thread(() -> ledger.enter(call("order-1", "key-1"), past -> {
                seenBySecond.set(past.decided());
                return new Ledger.Judgement("REPEATED", false, Reply.of("second"), false, false);
            }));
            first.start();
            await(firstIsJudged);
            second.start();
            Awaitility.await().until(() -> second.getState() == Thread.State.BLOCKED || !second.isAlive());

            goOn.countDown();

            first.join();
            second.join();
            assertThat(seenBySecond.get()).contains(Reply.of("first"));
        }
    }

    @Test
    void a_line_that_a_killed_process_left_unfinished_is_dropped_and_the_books_go_on() throws IOException {
        try (Ledger ledger = Ledger.open(books, CLOCK)) {
            enter(ledger, "order-1", "key-1", "GRANTED");
        }
        Files.writeString(books.resolve("ledger.jsonl"), "{\"call\":{\"number\":2,\"orde", StandardOpenOption.APPEND);

        try (Ledger reopened = Ledger.open(books, CLOCK)) {
            assertThat(reopened.calls()).isEqualTo(1);
            enter(reopened, "order-2", "key-2", "GRANTED");
        }
        try (Ledger again = Ledger.open(books, CLOCK)) {
            assertThat(again.calls()).isEqualTo(2);
            assertThat(again.ofOrder("order-2")).hasSize(1);
        }
    }

    @Test
    void a_whole_line_that_is_no_entry_is_told_and_not_passed_over() throws IOException {
        Files.createDirectories(books);
        Files.writeString(books.resolve("ledger.jsonl"), "{\"call\":\n");

        assertThatThrownBy(() -> Ledger.open(books, CLOCK)).isInstanceOf(IOException.class).hasMessageContaining("ledger.jsonl, line 1");
    }

    @Test
    void two_keepers_never_write_the_same_books() throws IOException {
        try (Ledger ledger = Ledger.open(books, CLOCK)) {
            assertThatThrownBy(() -> Ledger.open(books, CLOCK)).isInstanceOf(IOException.class).hasMessageContaining("another process");

            assertThat(ledger.calls()).isZero();
        }
    }

    @Test
    void what_cannot_be_written_down_is_not_decided() throws IOException {
        Ledger ledger = Ledger.open(books, CLOCK);
        ledger.close();

        assertThatThrownBy(() -> enter(ledger, "order-1", "key-1", "GRANTED")).isInstanceOf(UncheckedIOException.class);

        assertThat(ledger.calls()).isZero();
        assertThat(ledger.ofOrder("order-1")).isEmpty();
    }

    @Test
    void an_answer_that_comes_after_the_books_were_closed_is_let_be() throws IOException {
        Ledger ledger = Ledger.open(books, CLOCK);
        enter(ledger, "order-1", "key-1", "GRANTED");
        ledger.close();

        ledger.answered(1, "order-1", 200, false);

        assertThat(ledger.ofOrder("order-1")).extracting(LedgerCall::answer).containsExactly(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void enter(Ledger ledger, String orderId, String key, String outcome) {
        ledger.enter(call(orderId, key), past -> new Ledger.Judgement(outcome, true, Reply.of(List.of("receipt of " + orderId)), true, false));
    }

    private static Optional<Reply> decidedFor(Ledger ledger, String orderId, String key) {
        return Optional.of(ledger.enter(call(orderId, key), past -> new Ledger.Judgement("REPEATED", false, past.decided().orElseThrow(), false, false))
                .judgement().reply());
    }

    private static Call<Wish> call(String orderId, String key) {
        return new Call<>("wish", Optional.of(key).filter(text -> !text.isEmpty()), "web-1", new Wish(orderId));
    }
}
