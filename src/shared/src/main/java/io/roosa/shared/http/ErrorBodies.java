package io.roosa.shared.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.Exchange;

/** How an application tells a problem: as RFC 9457 has it, or as clients know it from MuleSoft's APIkit and must not be made to change for. */
public enum ErrorBodies {

    /** Problem details. */
    PROBLEM {
        @Override
        Told tell(Problem problem) {
            return new Told(problem.status(), Problem.MEDIA_TYPE, problem.json());
        }
    },

    /**
     * What the main flow that APIkit generates answers: {@code {"message": "Resource not found"}} as {@code application/json}. A body that breaks
     * the contract is 400 there, not 422. What APIkit has no words for is told in the problem's own title.
     */
    APIKIT {
        @Override
        Told tell(Problem problem) {
            int status = problem.errors().isEmpty() ? problem.status() : 400;
            String message = MESSAGES.getOrDefault(status, problem.title());
            return new Told(status, "application/json", Problem.written(Map.of("message", message)));
        }
    };

    private static final int BEFORE_ALL = -2000;
    private static final Map<Integer, String> MESSAGES = Map.of(
            400, "Bad request",
            404, "Resource not found",
            405, "Method not allowed",
            406, "Not acceptable",
            415, "Unsupported media type",
            501, "Not Implemented");

    record Told(int status, String mediaType, byte[] body) {
    }

    abstract Told tell(Problem problem);

    /** The words by which a property chooses one. */
    public static List<String> words() {
        return Stream.of(values()).map(bodies -> bodies.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** The one that a property chose, a word of {@link #words()}. */
    public static ErrorBodies named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Answers every request of {@code router} so; without it problem details are the answer. Routes need it bound in the registry too. */
    public void hang(Router router) {
        router.route().order(BEFORE_ALL).handler(context -> {
            context.put(ErrorBodies.class.getName(), this);
            context.next();
        });
    }

    static ErrorBodies of(RoutingContext context) {
        return context.get(ErrorBodies.class.getName(), PROBLEM);
    }

    static ErrorBodies of(Exchange exchange) {
        ErrorBodies bound = exchange.getContext().getRegistry().findSingleByType(ErrorBodies.class);
        return bound == null ? PROBLEM : bound;
    }
}
