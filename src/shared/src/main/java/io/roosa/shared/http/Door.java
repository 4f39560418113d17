package io.roosa.shared.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

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

/**
 * The door of an application: what the contract does not name stays outside, and each refusal is one problem. Only a
 * request that the contract allows, stripped of every header and query value that is not let in, reaches a route.
 */
public final class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private static final int BEFORE_ROUTES = -1000;
    private static final int AFTER_ROUTES = Integer.MAX_VALUE;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");
    private static final Pattern JSON_IN_UTF_8 = Pattern.compile("(?i)\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?;?\\s*");
    private static final String CONTINUE = "100-continue";
    private static final int MOST_NAMED = 200;
    private static final List<String> READS = List.of("GET", "HEAD");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Contract contract;
    private final Lanes lanes;
    private final Guard guard;
    private final Edge edge;
    private final Map<String, Function<JsonNode, List<Problem.InvalidField>>> rules;
    private final List<String> pages;

    /**
     * @param contract what may come in
     * @param lanes how much of it at once
     * @param guard does the work of what came in
     * @param edge how large a body may be
     * @param rules what a schema cannot say of a body, by operationId
     * @param pages paths that are served beside the contract, to be read alone; one that ends with a star stands for all below it
     */
    public Door(Contract contract, Lanes lanes, Guard guard, Edge edge, Map<String, Function<JsonNode, List<Problem.InvalidField>>> rules, List<String> pages) {
        this.contract = contract;
        this.lanes = lanes;
        this.guard = guard;
        this.edge = edge;
        this.rules = Map.copyOf(rules);
        this.pages = List.copyOf(pages);
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
        keepOnly(Headers.LET_IN, headers);
        context.queryParams().clear();
        context.request().params().clear();
        headers.set(Headers.CORRELATION_ID, CorrelationId.takenOrMade(headers.getAll(Headers.CORRELATION_ID)).text());
        List<String> traces = headers.getAll(Headers.TRACEPARENT);
        if (traces.size() != 1 || !TRACEPARENT.matcher(traces.get(0)).matches()) {
            headers.remove(Headers.TRACEPARENT);
        }
        String correlationId = headers.get(Headers.CORRELATION_ID);
        context.addHeadersEndHandler(ready -> {
            MultiMap answer = context.response().headers();
            keepOnly(Headers.LET_OUT, answer);
            answer.set(Headers.CORRELATION_ID, correlationId);
        });
        context.next();
    }

    private static void keepOnly(Set<String> names, MultiMap headers) {
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            if (!names.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                others.add(header.getKey());
            }
        }
        others.forEach(headers::remove);
    }

    private void matchContract(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        boolean plain = path.equals(request.path());
        if (plain && isPage(path)) {
            showPage(context);
            return;
        }
        Optional<Contract.Operation> found = plain ? contract.find(request.method().name(), path) : Optional.empty();
        if (found.isEmpty()) {
            List<String> methods = plain ? List.copyOf(contract.methodsOf(path)) : List.of();
            if (methods.isEmpty()) {
                refuse(context, Problem.of(404, "Nothing is served here"));
            } else {
                refuseMethod(context, methods);
            }
            return;
        }
        Contract.Operation operation = found.get();
        Optional<Problem> wrong = wrongIn(operation, request, path);
        if (wrong.isPresent()) {
            refuse(context, wrong.get());
            return;
        }
        Optional<WaitPreference> preference = operation.waits() ? WaitPreference.in(request.headers()) : Optional.empty();
        // Who waits takes a place among the streams, not one of those who are answered at once; without a place it is answered at once too.
        Optional<Lane.Visit> waiting = preference.flatMap(wait -> lanes.streams().enter());
        waiting.ifPresent(visit -> context.put(WaitPreference.class.getName(), preference.get()));
        waiting.map(visit -> visiting(context, visit)).or(() -> letIn(context, lanes.of(operation))).ifPresent(visit -> {
            context.put(Contract.Operation.class.getName(), operation);
            context.next();
        });
    }

    private Optional<Problem> wrongIn(Contract.Operation operation, HttpServerRequest request, String path) {
        if (!operation.accepts(path)) {
            return Optional.of(Problem.of(404, "Nothing has this id"));
        }
        if (!accepts(request.getHeader("Accept"), operation.produces())) {
            return Optional.of(Problem.of(406, "The answer is " + String.join(" or ", operation.produces())));
        }
        String expected = request.getHeader("Expect");
        if (expected != null && !CONTINUE.equalsIgnoreCase(expected)) {
            return Optional.of(Problem.of(417, "Nothing but " + CONTINUE + " can be expected"));
        }
        List<String> keys = request.headers().getAll(Headers.IDEMPOTENCY_KEY);
        if (keys.size() > 1 || !keys.isEmpty() && !VISIBLE_ASCII.matcher(keys.get(0)).matches()) {
            return Optional.of(Problem.of(400, "Idempotency-Key is one of 1 to 255 visible ASCII characters"));
        }
        if (operation.bodySchema().isEmpty()) {
            // A form in it would be taken for headers by who reads it.
            return bears(request) ? Optional.of(Problem.of(400, "This request has no body")) : Optional.empty();
        }
        if (!isJson(request.getHeader("Content-Type")) || request.headers().contains("Content-Encoding")) {
            return Optional.of(Problem.of(415, "The body is application/json in UTF-8, not packed"));
        }
        // Before it is told to send on.
        return length(request) > edge.maxBody() ? Optional.of(tooLarge()) : Optional.empty();
    }

    /** Lets the request in where its lane has room, before a byte of its body is read or a thread is asked for. */
    private Optional<Lane.Visit> letIn(RoutingContext context, Lane lane) {
        Optional<Lane.Visit> visit = lane.enter();
        if (visit.isPresent()) {
            visiting(context, visit.get());
        } else {
            refuse(context, Problem.of(503, "As many requests are at work here as may be").retryAfter(1));
        }
        return visit;
    }

    private Lane.Visit visiting(RoutingContext context, Lane.Visit visit) {
        context.addEndHandler(over -> visit.leave());
        guard.lets(visit);
        return visit;
    }

    private boolean isPage(String path) {
        return pages.stream().anyMatch(page -> page.endsWith("*") ? path.startsWith(page.substring(0, page.length() - 1)) : path.equals(page));
    }

    private void showPage(RoutingContext context) {
        if (!READS.contains(context.request().method().name())) {
            refuseMethod(context, READS);
        } else if (bears(context.request())) {
            refuse(context, Problem.of(400, "This request has no body"));
        } else {
            letIn(context, lanes.reads()).ifPresent(visit -> context.next());
        }
    }

    private static void refuseMethod(RoutingContext context, List<String> methods) {
        context.response().putHeader("Allow", String.join(", ", methods));
        refuse(context, Problem.of(405, "This path is asked with " + String.join(", ", methods)));
    }

    /** The server listens before the routes are there: a 404 then would say of an order that it does not exist, and of a charge that it was refused. */
    private void refuseUntilServed(RoutingContext context) {
        if (context.get(Contract.Operation.class.getName()) == null) {
            refuse(context, Problem.of(404, "Nothing is served here"));
        } else {
            refuse(context, Problem.of(503, "The application is starting or stopping").retryAfter(1));
        }
    }

    private void checkBody(RoutingContext context) {
        Contract.Operation operation = context.get(Contract.Operation.class.getName());
        if (operation.bodySchema().isEmpty()) {
            context.next();
            return;
        }
        List<Problem.InvalidField> violations;
        try {
            JsonNode json = RequestBody.read(Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer).getBytes());
            violations = Contract.violations(operation, json, rules.getOrDefault(operation.operationId(), any -> List.of()));
        } catch (ProblemException malformed) {
            refuse(context, malformed.problem());
            return;
        }
        if (violations.isEmpty()) {
            context.next();
            return;
        }
        String where = violations.size() == 1 ? "1 place" : violations.size() + " places";
        boolean many = violations.size() > MOST_NAMED;
        refuse(context, Problem.of(422, "The request breaks the contract in " + where + (many ? "; the first " + MOST_NAMED + " are named" : ""))
                .withErrors(many ? violations.subList(0, MOST_NAMED) : violations));
    }

    private void fail(RoutingContext context) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        switch (statusOf(context)) {
            case 400 -> refuse(context, Problem.of(400, "The request is not well formed"));
            case 413 -> refuse(context, tooLarge());
            case 503 -> refuse(context, Problem.of(503, "The application is starting or stopping").retryAfter(1));
            default -> {
                LOG.error("A request to {} failed", context.normalizedPath(), context.failure());
                refuse(context, Problem.of(500, "The request could not be served"));
            }
        }
    }

    private static int statusOf(RoutingContext context) {
        if (context.failure() == null) {
            return context.statusCode();
        }
        if (context.failure() instanceof HttpException http) {
            return http.getStatusCode();
        }
        // What fails before the request has ended is a body that cannot be read to its end.
        return context.request().isEnded() ? context.statusCode() : 400;
    }

    private Problem tooLarge() {
        return Problem.of(413, "A request body has at most " + edge.maxBody() / 1024 + " KiB");
    }

    /** Answers a request with a problem and ends it. */
    public static void refuse(RoutingContext context, Problem problem) {
        if (problem.retryAfterSeconds() > 0) {
            context.response().putHeader("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        }
        if (problem.status() == 413 || context.request().getHeader("Expect") != null) {
            // What follows on this connection may be a body that nobody reads.
            context.response().putHeader("Connection", "close");
        }
        ErrorBodies.Told told = ErrorBodies.of(context)
                .tell(problem.at(context.normalizedPath(), context.request().getHeader(Headers.CORRELATION_ID)));
        context.response().setStatusCode(told.status()).putHeader("Content-Type", told.mediaType()).end(Buffer.buffer(told.body()));
    }

    private static boolean bears(HttpServerRequest request) {
        return request.headers().contains("Transfer-Encoding") || length(request) > 0;
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private static boolean isJson(String contentType) {
        return contentType != null && JSON_IN_UTF_8.matcher(contentType).matches();
    }

    private static boolean accepts(String accept, Set<String> produced) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        String wanted = accept.toLowerCase(Locale.ROOT);
        return wanted.contains("*/*") || wanted.contains(Problem.MEDIA_TYPE)
                || produced.stream().anyMatch(type -> wanted.contains(type) || wanted.contains(type.substring(0, type.indexOf('/') + 1) + "*"));
    }
}
