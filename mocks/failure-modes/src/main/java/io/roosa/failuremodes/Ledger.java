package io.roosa.failuremodes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.roosa.shared.order.Json;

/**
 * A provider's books on every order: each call, what was decided and whether its answer went out. They are a file to which
 * lines are only added, one JSON value each, and which is read again at the start, so that they survive a killed process.
 *
 * <p>A call is written down before it is answered. A last line that a killed process left unfinished was not answered, and is
 * dropped. Every method may be called by many threads at once.
 */
public final class Ledger implements AutoCloseable {

    private static final String FILE = "ledger.jsonl";

    private final Clock clock;
    private final Path path;
    private final RandomAccessFile file;
    private final Map<String, List<LedgerCall>> orders = new LinkedHashMap<>();
    private final Map<Key, Reply> decided = new HashMap<>();
    private long calls;
    private boolean closed;

    private record Key(String operation, String text) {
    }

    /** One line of the file: a call and the reply that its key is bound to, or how the answer to an earlier call fared. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(LedgerCall call, Reply binds, LedgerCall.AnswerOf answered) {
    }

    /**
     * What a call came to.
     *
     * @param outcome in a word
     * @param effect whether it changed something
     * @param reply what the caller is to be told
     * @param binds whether repetitions of its key get the same reply
     * @param late whether the answer will be held beyond the caller's patience
     */
    record Judgement(String outcome, boolean effect, Reply reply, boolean binds, boolean late) {
    }

    /**
     * What the books say when a call arrives.
     *
     * @param number the number that the call will have
     * @param decided the reply that its key is bound to
     * @param ofOrder the calls of the same order so far, oldest first
     */
    record Past(long number, Optional<Reply> decided, List<LedgerCall> ofOrder) {
    }

    /** How a call is judged, in view of the past. */
    @FunctionalInterface
    interface Judge {

        /** Judges the call. */
        Judgement judge(Past past);
    }

    /** @param number the call's number in the books @param judgement what it came to */
    record Entry(long number, Judgement judgement) {
    }

    private Ledger(Path path, RandomAccessFile file, Clock clock) {
        this.path = path;
        this.file = file;
        this.clock = clock;
    }

    /**
     * Opens the books in {@code directory}, which is made where it is missing.
     *
     * @throws IOException where they cannot be read or written, another process keeps them, or a line is none of ours
     */
    public static Ledger open(Path directory, Clock clock) throws IOException {
        Files.createDirectories(directory);
        Path path = directory.resolve(FILE);
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (!isOurs(file)) {
                throw new IOException(path + " is kept by another process");
            }
            Ledger ledger = new Ledger(path, file, clock);
            ledger.replay();
            return ledger;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Judges a call and writes it down, as one step that no other call comes between.
     *
     * @throws UncheckedIOException where it cannot be written; nothing is decided then
     */
    synchronized Entry enter(Call<?> call, Judge judge) {
        long number = calls + 1;
        Optional<Key> key = call.idempotencyKey().map(text -> new Key(call.operation(), text));
        Judgement judgement = judge.judge(new Past(number, key.map(decided::get),
                Collections.unmodifiableList(orders.getOrDefault(call.orderId(), List.of()))));
        LedgerCall entered = new LedgerCall(number, Instant.now(clock).truncatedTo(ChronoUnit.MILLIS), call.operation(), call.orderId(),
                call.idempotencyKey().orElse(""), call.correlationId(), judgement.outcome(), judgement.effect(), 0, judgement.late());
        Line line = new Line(entered, judgement.binds() && key.isPresent() ? judgement.reply() : null, null);
        write(line);
        remember(line);
        return new Entry(number, judgement);
    }

    /** Writes down how the answer to a call fared; once the books are closed it is too late for that. */
    synchronized void answered(long number, String orderId, int status, boolean late) {
        if (!closed) {
            Line line = new Line(null, null, new LedgerCall.AnswerOf(number, orderId, status, late));
            write(line);
            remember(line);
        }
    }

    /** The calls of one order, oldest first; none for an order that never called. */
    public synchronized List<LedgerCall> ofOrder(String orderId) {
        return List.copyOf(orders.getOrDefault(orderId, List.of()));
    }

    /** How many calls there were. */
    public synchronized long calls() {
        return calls;
    }

    /** Adds up over all orders, each with its calls. */
    public synchronized <T> T sum(T zero, BiFunction<T, List<LedgerCall>, T> plus) {
        T sum = zero;
        for (List<LedgerCall> ofOrder : orders.values()) {
            sum = plus.apply(sum, ofOrder);
        }
        return sum;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static boolean isOurs(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException ofThisJvm) {
            return false;
        }
    }

    private void replay() throws IOException {
        long end = 0;
        long lineNumber = 0;
        byte[] bytes = Files.readAllBytes(path);
        for (int from = 0, to = 0; to < bytes.length; to++) {
            if (bytes[to] == '\n') {
                lineNumber++;
                remember(parse(new String(bytes, from, to - from, StandardCharsets.UTF_8), lineNumber));
                from = to + 1;
                end = from;
            }
        }
        file.setLength(end);
        file.seek(end);
    }

    private Line parse(String text, long lineNumber) throws IOException {
        try {
            return Json.MAPPER.readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            throw new IOException(path + ", line " + lineNumber + " is no entry of a ledger: " + e.getOriginalMessage());
        }
    }

    private void remember(Line line) {
        if (line.call() != null) {
            calls = line.call().number();
            orders.computeIfAbsent(line.call().orderId(), order -> new ArrayList<>(2)).add(line.call());
            if (line.binds() != null) {
                decided.putIfAbsent(new Key(line.call().operation(), line.call().idempotencyKey()), line.binds());
            }
        } else {
            orders.getOrDefault(line.answered().orderId(), new ArrayList<>())
                    .replaceAll(call -> call.number() == line.answered().call() ? call.answered(line.answered()) : call);
        }
    }

    private void write(Line line) {
        try {
            byte[] text = (Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            long end = file.getFilePointer();
            try {
                file.write(text);
            } catch (IOException full) {
                // What stands half written would join the next line.
                file.setLength(end);
                file.seek(end);
                throw full;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }
}
