package io.roosa.failuremodes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * How the answer to an order's call leaves the house.
 *
 * @param hold how long it is held at most
 * @param released completes when it need not be held any longer
 * @param lost whether the connection is dropped in its place
 * @param fared is told how it fared
 */
record AnswerTerms(Duration hold, CompletableFuture<Void> released, boolean lost, Consumer<Fared> fared) {

    /** The exchange property by which a route hands the terms to the server. */
    static final String PROPERTY = "answerTerms";

    /** How an answer may fare. */
    enum Fared { SENT, DROPPED, CALLER_HAD_GONE }
}
