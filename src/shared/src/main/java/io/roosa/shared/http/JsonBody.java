package io.roosa.shared.http;

import java.nio.ByteBuffer;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.roosa.shared.order.Json;

/**
 * Writes an answer about an order as JSON. It is a byte buffer, since that is what Camel ends a response with in one piece and
 * with a Content-Length; a byte array it would pump through worker threads.
 */
public final class JsonBody {

    private JsonBody() {
    }

    /** The answer as the body of a response. */
    public static ByteBuffer of(Object answer) {
        try {
            return ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
