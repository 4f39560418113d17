package io.roosa.shared.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Shows people what an application has to show beside its contract: files of the class path, each folder under a path of its own.
 * What is not named as our files are (lower case, one ending that is known, no dot beside it) is not even looked for, so that no path leads out of
 * a folder. GET and HEAD alone; a browser asks each time whether its copy is still the newest.
 */
public final class Pages {

    /** After the door, which lets these paths through, and before the routes. */
    private static final int AFTER_DOOR = -900;
    private static final Pattern FILE = Pattern.compile("(?:[a-z0-9-]{1,40}/){0,3}[a-z0-9-]{1,60}\\.([a-z]{2,4})");
    private static final String METHODS = "GET, HEAD";

    /** Shows its {@code index.html} alone: all below it belongs to the contract. */
    private static final String ROOT = "/";

    /** All that such a page is made of comes from this application; {@code data:} are the arrows and locks that Swagger UI's style sheet draws. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "raml", "application/raml+yaml; charset=utf-8",
            "http", "text/plain; charset=utf-8",
            "sh", "text/plain; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, String> folders;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();

    private record Shown(byte[] bytes, String mediaType, String etag) {
    }

    private Pages(Map<String, String> folders) {
        this.folders = Map.copyOf(folders);
    }

    /**
     * Shows these folders.
     *
     * @param folders the class path folder behind each path, both ending in a slash, such as {@code /api/} and {@code /api/}; an {@code index.html} is
     *     what the path itself shows
     */
    public static Pages of(Map<String, String> folders) {
        return new Pages(folders);
    }

    /** Hangs the pages beside the routes of {@code router}; to be called once the door hangs there. */
    public void hang(Router router) {
        folders.forEach((path, folder) -> router.route(path.equals(ROOT) ? path : path + "*").order(AFTER_DOOR)
                .handler(context -> show(context, path, folder)));
    }

    private void show(RoutingContext context, String path, String folder) {
        String asked = context.normalizedPath();
        if (path.equals(asked + "/")) {
            context.response().setStatusCode(308).putHeader("Location", path).end();
            return;
        }
        Optional<Shown> file = asked.startsWith(path) ? found(folder, asked.substring(path.length())) : Optional.empty();
        if (file.isEmpty() && isInside(path, asked)) {
            context.next();
            return;
        }
        if (file.isEmpty()) {
            Door.refuse(context, Problem.of(404, "Nothing is shown here"));
            return;
        }
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            context.response().putHeader("Allow", METHODS);
            Door.refuse(context, Problem.of(405, "This path is asked with " + METHODS));
            return;
        }
        answer(request, file.get());
    }

    /** Whether a folder within this one is asked for, which has its own handler. */
    private boolean isInside(String path, String asked) {
        return folders.keySet().stream().anyMatch(inner -> inner.length() > path.length() && (asked + "/").startsWith(inner));
    }

    private static void answer(HttpServerRequest request, Shown file) {
        HttpServerResponse response = request.response()
                .putHeader("ETag", file.etag())
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer");
        if (file.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", file.mediaType()).putHeader("Content-Length", String.valueOf(file.bytes().length));
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(Buffer.buffer(file.bytes()));
        }
    }

    private Optional<Shown> found(String folder, String name) {
        String file = name.isEmpty() ? "index.html" : name;
        Matcher matcher = FILE.matcher(file);
        if (!matcher.matches() || !MEDIA_TYPES.containsKey(matcher.group(1))) {
            return Optional.empty();
        }
        // Read once, on the event loop: a jar answers in milliseconds, and the workers belong to the orders.
        return Optional.ofNullable(shown.computeIfAbsent(folder + file, resource -> read(resource, MEDIA_TYPES.get(matcher.group(1)))));
    }

    private static Shown read(String resource, String mediaType) {
        try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return null;
            }
            byte[] bytes = stream.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Shown(bytes, mediaType, '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
        } catch (IOException | NoSuchAlgorithmException unreadable) {
            throw new IllegalStateException("The file " + resource + " of the class path cannot be read", unreadable);
        }
    }
}
