package io.roosa.shared.contract;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an application answered to one request.
 *
 * @param method the request's
 * @param path the request's, as it was sent, without its query
 * @param status the HTTP status
 * @param headers the answer's, whatever the case of their names
 * @param body the answer's; empty where the test did not read it as text, and for HEAD
 */
public record Answer(String method, String path, int status, Map<String, List<String>> headers, Optional<String> body) {

    /** Makes the names of headers equal in any case. */
    public Answer {
        Map<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        inAnyCase.putAll(headers);
        headers = inAnyCase;
    }

    static Answer of(HttpResponse<?> response) {
        boolean bodiless = response.request().method().equals("HEAD");
        return new Answer(response.request().method(), response.request().uri().getRawPath(), response.statusCode(), response.headers().map(),
                bodiless ? Optional.empty() : read(response.body()));
    }

    private static Optional<String> read(Object body) {
        if (body instanceof byte[] bytes) {
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
        return body == null ? Optional.of("") : Optional.of(body).filter(String.class::isInstance).map(String.class::cast);
    }

    /** The only value of a header, empty where there is none. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    @Override
    public String toString() {
        return method + " " + path + " -> " + status + " " + headers + " " + body.orElse("(body not read)");
    }
}
