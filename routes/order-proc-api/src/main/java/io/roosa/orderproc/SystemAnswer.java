package io.roosa.orderproc;

import java.time.Duration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.order.Json;

/** Reads what a system answered over HTTP as what it means for the order (design sections 4 and 5). */
final class SystemAnswer {

    private SystemAnswer() {
    }

    /**
     * @param status the HTTP status
     * @param retryAfter the {@code Retry-After} header in seconds, empty where there is none
     * @param body the body as text, null where there is none
     * @throws TechnicalFailure where the answer decides nothing, or claims a success that cannot be read
     */
    static Answer read(int status, String retryAfter, String body) {
        if (status >= 200 && status < 300) {
            return new Answer.Done(object(body));
        }
        if (status >= 400 && status < 500 && status != 408 && status != 429) {
            return new Answer.Refused(code(status, body));
        }
        throw TechnicalFailure.ofStatus(status, seconds(retryAfter));
    }

    private static JsonNode object(String body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body == null ? "" : body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            // told below, as any other broken answer
        }
        throw TechnicalFailure.brokenAnswer();
    }

    private static String code(int status, String body) {
        try {
            String code = Json.MAPPER.readTree(body == null ? "" : body).path("code").asText("");
            if (code.matches("[A-Z][A-Z_]{0,63}")) {
                return code;
            }
        } catch (JsonProcessingException notJson) {
            // a refusal without a code is told by its status
        }
        return "HTTP_" + status;
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : Duration.ZERO;
    }
}
