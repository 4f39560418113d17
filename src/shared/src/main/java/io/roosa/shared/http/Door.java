package io.roosa.shared.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.order.Json;

/**
 * The door of an application: what the contract does not name stays outside, and each refusal is one problem. Only a
 * request that the contract allows, stripped of every header and query value that is not let in, reaches a route.
 */
public final class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private static final int BEFORE_ROUTES = -1000;
    private static final int AFTER_ROUTES = Integer.MAX_VALUE;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Contract contract;

    /** @param contract what may come in */
    public Door(Contract contract) {
        this.contract = contract;
    }

    /** Hangs the door before all routes of {@code router}. */
    public void hang(Router router) {
        router.route().order(BEFORE_ROUTES).handler(this::greet).failureHandler(this::fail);
        router.route().order(BEFORE_ROUTES + 1).handler(this::matchContract);
        router.route().order(AFTER_ROUTES).handler(this::refuseUntilServed);
    }

    /** What is done once the body is there: it runs between Camel's own reading of the body and the route. */
    public Handler<RoutingContext> bodyCheck() {
        return this::checkBody;
    }

    private void greet(RoutingContext context) {
        MultiMap headers = context.request().headers();
        headers.names().stream()
                .filter(name -> !Headers.LET_IN.contains(name.toLowerCase(Locale.ROOT)))
                .toList()
                .forEach(headers::remove);
        context.queryParams().clear();
        headers.set(Headers.CORRELATION_ID, CorrelationId.takenOrMade(headers.get(Headers.CORRELATION_ID)).text());
        if (headers.contains(Headers.TRACEPARENT) && !TRACEPARENT.matcher(headers.get(Headers.TRACEPARENT)).matches()) {
            headers.remove(Headers.TRACEPARENT);
        }
        String correlationId = headers.get(Headers.CORRELATION_ID);
        context.addHeadersEndHandler(ready -> {
            MultiMap answer = context.response().headers();
            answer.names().stream()
                    .filter(name -> !Headers.LET_OUT.contains(name.toLowerCase(Locale.ROOT)))
                    .toList()
                    .forEach(answer::remove);
            answer.set(Headers.CORRELATION_ID, correlationId);
            answer.set("X-Content-Type-Options", "nosniff");
            if (!answer.contains("Cache-Control")) {
                answer.set("Cache-Control", "no-store");
            }
        });
        context.next();
    }

    private void matchContract(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        Optional<Contract.Operation> operation = contract.find(request.method().name(), path);
        if (operation.isEmpty()) {
            List<String> methods = List.copyOf(contract.methodsOf(path));
            if (methods.isEmpty()) {
                refuse(context, Problem.of(404, "Nothing is served here"));
            } else {
                context.response().putHeader("Allow", String.join(", ", methods));
                refuse(context, Problem.of(405, "This path is asked with " + String.join(", ", methods)));
            }
            return;
        }
        if (!acceptsJson(request.getHeader("Accept"))) {
            refuse(context, Problem.of(406, "The answer is application/json"));
            return;
        }
        String key = request.getHeader(Headers.IDEMPOTENCY_KEY);
        if (key != null && !VISIBLE_ASCII.matcher(key).matches()) {
            refuse(context, Problem.of(400, "Idempotency-Key is 1 to 255 visible ASCII characters"));
            return;
        }
        if (operation.get().bodySchema().isPresent() && !isJson(request.getHeader("Content-Type"))) {
            refuse(context, Problem.of(415, "The body is application/json"));
            return;
        }
        context.put(Contract.Operation.class.getName(), operation.get());
        context.next();
    }

    /** The server listens before the routes are there: a 404 then would say of an order that it does not exist, and of a charge that it was refused. */
    private void refuseUntilServed(RoutingContext context) {
        refuse(context, Problem.of(503, "The application is starting or stopping").retryAfter(1));
    }

    private void checkBody(RoutingContext context) {
        Contract.Operation operation = context.get(Contract.Operation.class.getName());
        if (operation.bodySchema().isEmpty()) {
            context.next();
            return;
        }
        Buffer body = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
        JsonNode json;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes()));
            json = Json.MAPPER.readTree(body.getBytes());
        } catch (CharacterCodingException notText) {
            refuse(context, Problem.of(400, "The body is not UTF-8"));
            return;
        } catch (JsonProcessingException notJson) {
            refuse(context, Problem.of(400, "The body is not one JSON value: " + whereAndWhat(notJson)));
            return;
        } catch (IOException unreadable) {
            refuse(context, Problem.of(400, "The body cannot be read"));
            return;
        }
        if (json == null || json.isMissingNode()) {
            refuse(context, Problem.of(400, "The body is empty"));
            return;
        }
        List<Problem.InvalidField> violations = Contract.violations(operation, json);
        if (!violations.isEmpty()) {
            refuse(context, Problem.of(422, "The request breaks the contract in " + violations.size() + (violations.size() == 1 ? " place" : " places"))
                    .withErrors(violations));
            return;
        }
        context.next();
    }

    private void fail(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        int status = context.failure() instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        switch (status) {
            case 400 -> refuse(context, Problem.of(400, "The request is not well formed"));
            case 413 -> refuse(context, Problem.of(413, "A request body has at most 64 KiB"));
            case 503 -> refuse(context, Problem.of(503, "The application is starting or stopping").retryAfter(1));
            default -> {
                LOG.error("A request to {} failed", context.normalizedPath(), context.failure());
                refuse(context, Problem.of(500, "The request could not be served"));
            }
        }
    }

    /** Answers a request with a problem and ends it. */
    public static void refuse(RoutingContext context, Problem problem) {
        if (problem.retryAfterSeconds() > 0) {
            context.response().putHeader("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        }
        ErrorBodies.Told told = ErrorBodies.of(context)
                .tell(problem.at(context.normalizedPath(), context.request().getHeader(Headers.CORRELATION_ID)));
        context.response().setStatusCode(told.status()).putHeader("Content-Type", told.mediaType()).end(Buffer.buffer(told.body()));
    }

    private static String whereAndWhat(JsonProcessingException notJson) {
        String what = notJson.getOriginalMessage().split("\n", 2)[0].replaceAll("\\((?:[a-z]+\\.)+[A-Z][^)]*\\)|(?:[a-z]+\\.)+[A-Z]\\w*", "").strip();
        String shortened = what.length() <= 120 ? what : what.substring(0, 117) + "...";
        return notJson.getLocation() == null ? shortened
                : shortened + " (line " + notJson.getLocation().getLineNr() + ", column " + notJson.getLocation().getColumnNr() + ")";
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.equals("application/json");
    }

    private static boolean acceptsJson(String accept) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        String wanted = accept.toLowerCase(Locale.ROOT);
        return wanted.contains("*/*") || wanted.contains("application/*") || wanted.contains("application/json") || wanted.contains("application/problem+json");
    }
}
