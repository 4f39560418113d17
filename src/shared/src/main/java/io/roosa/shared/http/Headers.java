package io.roosa.shared.http;

import java.util.Set;

/** The header names that ROOSA's applications speak to each other and to clients with; nothing else is let in or out. */
public final class Headers {

    /** What all calls and log lines of one order have in common (design section 4). */
    public static final String CORRELATION_ID = "X-Correlation-ID";

    /** The W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** Makes a repeated request the same request. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** How a client would like to be answered (RFC 7240). */
    public static final String PREFER = "Prefer";

    /** Which of its preferences were heeded. */
    public static final String PREFERENCE_APPLIED = "Preference-Applied";

    /** The last event of a stream that a client has seen. */
    public static final String LAST_EVENT_ID = "Last-Event-ID";

    /** What a request may bring in; all else is dropped at the door. */
    static final Set<String> LET_IN = Set.of("accept", "content-type", "content-length", "host", "transfer-encoding", "if-none-match", "prefer",
            "last-event-id", "content-encoding", "x-correlation-id", "traceparent", "idempotency-key", "connection", "expect");

    /** What an answer may take out; all else is dropped at the door. */
    static final Set<String> LET_OUT = Set.of("content-type", "content-length", "transfer-encoding", "connection", "location", "etag", "cache-control",
            "retry-after", "allow", "keep-alive", "x-correlation-id", "x-content-type-options", "content-security-policy", "referrer-policy", "x-frame-options",
            "vary", "date", "preference-applied");

    private Headers() {
    }
}
