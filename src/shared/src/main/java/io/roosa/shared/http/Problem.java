package io.roosa.shared.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.roosa.shared.order.Json;

/**
 * The one answer to all that goes wrong over HTTP: problem details as of RFC 9457.
 *
 * @param type a URN that names the kind of problem
 * @param title the kind of problem in words, the same for every occurrence
 * @param status the HTTP status
 * @param detail what happened to this request, never with class names or paths
 * @param instance the path that was asked for
 * @param correlationId the request's
 * @param code the business refusal's code, such as {@code OUT_OF_STOCK}; empty for all else
 * @param errors the invalid fields
 * @param retryAfterSeconds told as the {@code Retry-After} header where it is positive
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String instance, String correlationId, String code,
        List<InvalidField> errors, @JsonIgnore int retryAfterSeconds) {

    /** The media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Malformed request"),
            Map.entry(402, "Payment declined"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Request too large"),
            Map.entry(414, "Request line too long"),
            Map.entry(415, "Media type not supported"),
            Map.entry(417, "Expectation failed"),
            Map.entry(422, "Invalid request"),
            Map.entry(429, "Too many requests"),
            Map.entry(431, "Request head too large"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Temporarily unavailable"));

    /**
     * One field that the contract refuses.
     *
     * @param pointer where, as a JSON pointer (RFC 6901)
     * @param detail what is wrong with it
     */
    public record InvalidField(String pointer, String detail) {
    }

    /** A problem of that status, with the status' usual title. */
    public static Problem of(int status, String detail) {
        String title = TITLES.getOrDefault(status, "Request failed");
        return new Problem("urn:roosa:problem:" + title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, status, detail, "", "", "", List.of(), 0);
    }

    /** The same, as the business refusal {@code code}. */
    public Problem withCode(String code) {
        return new Problem("urn:roosa:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'), title, status, detail, instance,
                correlationId, code, errors, retryAfterSeconds);
    }

    /** The same, naming each invalid field. */
    public Problem withErrors(List<InvalidField> errors) {
        return new Problem(type, title, status, detail, instance, correlationId, code, List.copyOf(errors), retryAfterSeconds);
    }

    /** The same, asking the client to come again after that many seconds. */
    public Problem retryAfter(int seconds) {
        return new Problem(type, title, status, detail, instance, correlationId, code, errors, seconds);
    }

    /** The same, as the answer to one request. */
    public Problem at(String path, String correlationId) {
        return new Problem(type, title, status, detail, RequestTarget.shown(path), Optional.ofNullable(correlationId).orElse(""), code, errors, retryAfterSeconds);
    }

    /** The body to send. */
    public byte[] json() {
        return written(this);
    }

    static byte[] written(Object body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
