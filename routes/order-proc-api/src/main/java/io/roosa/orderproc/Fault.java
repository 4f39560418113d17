package io.roosa.orderproc;

import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What may be made of a system on purpose, so that people see what becomes of orders then (RAML Fault). */
enum Fault {

    /** Behaves as its properties say. */
    NONE(JsonNodeFactory.instance.objectNode()),

    /** Answers 503 to everything. */
    DOWN(mode("DOWN")),

    /** Takes two to six seconds: some answers come too late for the one who waits. */
    SLOW(JsonNodeFactory.instance.objectNode().put("latencyMin", "2s").put("latencyMax", "6s")),

    /** Fails eight of ten calls technically. */
    FLAKY(JsonNodeFactory.instance.objectNode().put("failureRate", 0.8).put("technicalShare", 1.0)),

    /** Answers nothing. */
    HANGING(mode("HANG")),

    /** Does what it is asked and drops the connection. */
    LOST_ANSWER(mode("LOST_ANSWER"));

    private final ObjectNode modes;

    Fault(ObjectNode modes) {
        this.modes = modes;
    }

    /** What a system is told of it: the body of {@code PUT /failure-modes}. */
    String asked(long healAfterMillis) {
        ObjectNode asked = modes.deepCopy();
        return this == NONE ? asked.toString() : asked.put("healAfter", healAfterMillis + "ms").toString();
    }

    /** The fault behind the failure modes that a system tells; {@link #NONE} for any other. */
    static Fault behind(JsonNode told) {
        return Arrays.stream(values()).filter(fault -> fault != NONE && fault.modes.properties().stream()
                .allMatch(mode -> isSame(mode.getValue(), told.path(mode.getKey())))).findFirst().orElse(NONE);
    }

    /** The same number may be read as one of another kind. */
    private static boolean isSame(JsonNode asked, JsonNode told) {
        return asked.isNumber() ? told.isNumber() && asked.asDouble() == told.asDouble() : asked.equals(told);
    }

    private static ObjectNode mode(String mode) {
        return JsonNodeFactory.instance.objectNode().put("mode", mode);
    }
}
