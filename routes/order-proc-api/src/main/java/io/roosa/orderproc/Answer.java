package io.roosa.orderproc;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of asking a system to do its part for an order. */
public sealed interface Answer {

    /** The system did it. @param body what it answered */
    record Done(JsonNode body) implements Answer {
    }

    /** The system decided against it, and asking again would change nothing. @param code why, such as {@code OUT_OF_STOCK} */
    record Refused(String code) implements Answer {
    }

    /**
     * The step's attempts or its time are used up without a decision.
     *
     * @param reason the last cause, such as {@code TIMEOUT} or {@code BREAKER_OPEN}
     * @param surelyNotDone whether every attempt is known to have had no effect; otherwise the outcome is unknown
     */
    record GaveUp(String reason, boolean surelyNotDone) implements Answer {
    }
}
