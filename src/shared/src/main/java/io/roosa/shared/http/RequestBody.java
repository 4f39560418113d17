package io.roosa.shared.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import io.roosa.shared.order.Json;

/** Reads a request's body as one JSON value by the letter of RFC 8259, so that all who read it later read the same. */
final class RequestBody {

    /** A right order of 100 lines has fewer than 900 tokens; each one that is wrong costs the time to say so. */
    private static final int MOST_TOKENS = 5_000;
    private static final int DEEPEST = 50;
    private static final ObjectReader READER = Json.MAPPER.reader().with(Json.MAPPER.getFactory().rebuild()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxTokenCount(MOST_TOKENS).build()).build());

    private RequestBody() {
    }

    /** The value in {@code bytes}. @throws ProblemException 400 for anything else; it never repeats what was sent */
    static JsonNode read(byte[] bytes) {
        String text = decoded(bytes);
        if (text.isBlank()) {
            throw malformed("The body is empty");
        }
        JsonNode json;
        try {
            json = READER.readTree(text);
        } catch (StreamConstraintsException tooMuch) {
            throw malformed("The body is nested too deep, has too many values or too long a number" + at(tooMuch.getLocation()));
        } catch (JsonProcessingException notJson) {
            boolean twice = notJson.getOriginalMessage().startsWith("Duplicate field");
            throw malformed((twice ? "The body has a field twice" : "The body is not one well-formed JSON value") + at(notJson.getLocation()));
        }
        // Only an escape can bring half a character in: the bytes themselves were UTF-8.
        if (text.contains("\\u") && !isWhole(json)) {
            throw malformed("The body has an escape that is half a character");
        }
        return json;
    }

    private static String decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.startsWith("\uFEFF")) {
                throw malformed("The body begins with a byte order mark");
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            throw malformed("The body is not UTF-8");
        }
    }

    private static boolean isWhole(JsonNode json) {
        if (json.isTextual()) {
            return isWhole(json.textValue());
        }
        if (json.isObject() && !json.properties().stream().allMatch(field -> isWhole(field.getKey()))) {
            return false;
        }
        for (JsonNode part : json) {
            if (!isWhole(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(400, detail));
    }
}
