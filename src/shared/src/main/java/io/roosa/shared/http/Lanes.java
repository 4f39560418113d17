package io.roosa.shared.http;

/**
 * The ways into an application.
 *
 * @param changes for requests that change something, such as new orders
 * @param reads for requests that only ask, such as for a status
 * @param streams for answers that go on and on, such as an order's events
 */
public record Lanes(Lane changes, Lane reads, Lane streams) {

    private static final int CHANGING_WORKERS = 40;
    private static final int READING_WORKERS = 20;
    private static final int STREAMING_WORKERS = 4;
    private static final int MANAGEMENT_WORKERS = 4;
    private static final int MANAGEMENT_REQUESTS = 40;

    /** The ways to an application's API. */
    public static Lanes toApi(Guard guard, Edge edge) {
        return new Lanes(guard.lane("changes", edge.maxRequests(), CHANGING_WORKERS), guard.lane("reads", edge.maxReads(), READING_WORKERS),
                guard.lane("streams", edge.maxStreams(), STREAMING_WORKERS));
    }

    /** The one way to its management port. */
    public static Lanes toManagement(Guard guard) {
        Lane lane = guard.lane("management", MANAGEMENT_REQUESTS, MANAGEMENT_WORKERS);
        return new Lanes(lane, lane, lane);
    }

    Lane of(Contract.Operation operation) {
        if (operation.streams()) {
            return streams;
        }
        return "GET".equals(operation.method()) ? reads : changes;
    }
}
