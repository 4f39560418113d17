package io.roosa.orderexp;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.order.Json;

/**
 * What the control room shows of the house: what order-proc-api said last. Who looks is answered from here, so that no number of open pages
 * holds a thread that answers customers.
 */
public final class ControlRoom {

    private static final Duration WATCHED_FOR = Duration.ofSeconds(10);

    private final String environment;
    private final boolean breakable;
    private final Backlog backlog;
    private final Clock clock;
    private volatile Instant askedAt = Instant.EPOCH;
    private volatile Heard heard = new Heard("UNKNOWN", Optional.empty());

    /**
     * @param environment where this runs
     * @param breakable whether faults may be set here: environments dev and test
     * @param backlog knows how many orders wait, and whether the store is there
     * @param clock tells the time
     */
    public ControlRoom(String environment, boolean breakable, Backlog backlog, Clock clock) {
        this.environment = environment;
        this.breakable = breakable;
        this.backlog = backlog;
        this.clock = clock;
    }

    private record Heard(String state, Optional<JsonNode> process) {
    }

    /** Whether an application answers (RAML ApplicationLamp). */
    record Lamp(String name, String state) {
    }

    /** The board (RAML RoomBoard). */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Board(String environment, boolean breakable, int waiting, List<Lamp> applications, Optional<JsonNode> process) {
    }

    /** Whether anybody looked lately; otherwise nothing is asked. */
    public boolean isWatched() {
        return askedAt.plus(WATCHED_FOR).isAfter(clock.instant());
    }

    /** Takes note of what order-proc-api says of itself. @throws IOException where it says nothing of the kind */
    public void heard(Exchange exchange) throws IOException {
        heard = new Heard("UP", Optional.of(Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class))));
    }

    /** Takes note that order-proc-api does not answer. */
    public void silent() {
        heard = new Heard("DOWN", Optional.empty());
    }

    /** The board, as JSON. */
    public byte[] told() throws JsonProcessingException {
        askedAt = clock.instant();
        Heard now = heard;
        return Json.MAPPER.writeValueAsBytes(new Board(environment, breakable, backlog.orders(),
                List.of(new Lamp("order-exp-api", "UP"), new Lamp("order-proc-api", now.state()), new Lamp("order-status-store", backlog.storeState())),
                now.process()));
    }

    /** Lets a fault through where one may be set. @throws ProblemException 404 where none may */
    Processor mayBreak() {
        return exchange -> {
            if (!breakable) {
                throw new ProblemException(Problem.of(404, "Nothing is served here"));
            }
        };
    }

    /** Passes on what order-proc-api answered. @throws ProblemException 404 and 503 as there, 503 for anything else */
    static Processor passedOn() {
        return exchange -> {
            int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
            if (status != 200) {
                throw new ProblemException(status == 404 ? Problem.of(404, "order-proc-api knows nothing of it") : notNow());
            }
        };
    }

    /** The answer where order-proc-api cannot be asked. */
    static Problem notNow() {
        return Problem.of(503, "order-proc-api, or the system behind it, does not answer").retryAfter(2);
    }
}
