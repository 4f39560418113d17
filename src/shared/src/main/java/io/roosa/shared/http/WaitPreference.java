package io.roosa.shared.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/**
 * How long a client would rather wait for news of an order than hear what it knows already (RFC 7240, {@code Prefer: wait=N}).
 *
 * @param seconds 1 to 30
 */
public record WaitPreference(int seconds) {

    private static final int LONGEST = 30;
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|.*,)\\s*wait\\s*=\\s*\"?(\\d{1,2})\"?\\s*(?:[,;].*)?");

    /** What a request that was let in prefers, where it may; a preference that makes no sense is none (RFC 7240, section 2). */
    public static Optional<WaitPreference> of(RoutingContext context) {
        return Optional.ofNullable(context.get(WaitPreference.class.getName()));
    }

    static Optional<WaitPreference> in(MultiMap headers) {
        Matcher wait = WAIT.matcher(String.join(",", headers.getAll(Headers.PREFER)));
        return Optional.of(wait).filter(Matcher::matches).map(found -> Integer.parseInt(found.group(1)))
                .filter(seconds -> seconds >= 1 && seconds <= LONGEST).map(WaitPreference::new);
    }

    /** As it is said, and as it is confirmed. */
    @Override
    public String toString() {
        return "wait=" + seconds;
    }
}
