package io.roosa.shared.http;

import io.vertx.ext.web.RoutingContext;

/** What becomes of a request once its route has ended: an answer that goes on and on, such as an order's events, and holds no thread. */
@FunctionalInterface
public interface OngoingAnswer {

    /** The exchange property by which a route leaves its answer to one of these; {@link OngoingHttpEngine} looks for it. */
    String PROPERTY = "ongoingAnswer";

    /** Begins the answer, on the event loop of its connection: status and headers are set as the route has them, the body is sent in chunks. */
    void begin(RoutingContext context);
}
