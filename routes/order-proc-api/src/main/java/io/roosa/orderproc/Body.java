package io.roosa.orderproc;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.roosa.shared.order.Json;

/** Writes a record as the body of a request or an answer. */
final class Body {

    private Body() {
    }

    static String of(Object record) {
        try {
            return Json.MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
