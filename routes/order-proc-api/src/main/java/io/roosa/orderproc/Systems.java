package io.roosa.orderproc;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.order.Json;

/** How the systems below were when they were last looked at, and how they are broken on purpose. */
public final class Systems {

    static final String SYSTEM = "system";

    private static final String FAULT = "fault";

    private final Map<String, Lamp> lamps = new LinkedHashMap<>();
    private final Duration healAfter;
    private final boolean breakable;
    private final Clock clock;

    /**
     * @param steps the steps whose systems they are
     * @param healAfter how long a fault lasts
     * @param breakable whether faults may be set at all: environments dev and test
     * @param clock tells the time
     */
    public Systems(Collection<String> steps, Duration healAfter, boolean breakable, Clock clock) {
        steps.forEach(step -> lamps.put(step + "-sys-api", new Lamp(step + "-sys-api", State.UNKNOWN, Fault.NONE, Optional.empty())));
        this.healAfter = healAfter;
        this.breakable = breakable;
        this.clock = clock;
    }

    /** Whether a system answers. */
    enum State { UP, DOWN, UNKNOWN }

    /** How one system is (RAML SystemLamp). */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Lamp(String system, State state, Fault fault, Optional<Instant> healsAt) {
    }

    /** What holds for a system from now on (RAML FaultSet). */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FaultSet(String system, Fault fault, Optional<Instant> healsAt) {
    }

    /** The names of all of them. */
    synchronized List<String> names() {
        return List.copyOf(lamps.keySet());
    }

    /** How each of them was last seen. */
    synchronized List<Lamp> lamps() {
        return List.copyOf(lamps.values());
    }

    /** Takes note of the answer to the question how the system fails: any answer says that it is there. */
    public void seen(Exchange exchange) throws IOException {
        String system = exchange.getProperty(SYSTEM, String.class);
        boolean told = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class) == 200;
        JsonNode modes = told ? Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class)) : Json.MAPPER.missingNode();
        become(system, State.UP, Fault.behind(modes));
    }

    /** Takes note that the system did not answer. */
    public void missed(Exchange exchange) {
        become(exchange.getProperty(SYSTEM, String.class), State.DOWN, Fault.NONE);
    }

    private synchronized void become(String system, State state, Fault fault) {
        Optional<Instant> healsAt = lamps.get(system).healsAt().filter(at -> fault != Fault.NONE);
        lamps.put(system, new Lamp(system, state, fault, healsAt));
    }

    /** Reads which system is to fail how, and makes of it what that system is asked. @throws ProblemException 404 where there is none, or none may be broken */
    public void wanted(Exchange exchange) throws IOException {
        JsonNode wanted = Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class));
        String system = wanted.path("system").asText();
        if (!breakable || !names().contains(system)) {
            throw new ProblemException(Problem.of(404, breakable ? "No system has this name" : "Nothing is served here"));
        }
        Fault fault = Fault.valueOf(wanted.path("fault").asText());
        exchange.setProperty(SYSTEM, system);
        exchange.setProperty(FAULT, fault);
        exchange.getMessage().setBody(fault.asked(healAfter.toMillis()));
    }

    /** Makes of the system's answer the answer of this application. @throws ProblemException 404 where the system may not be broken, 503 where it cannot be now */
    public String set(Exchange exchange) {
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status != 200) {
            throw new ProblemException(status == 404 ? Problem.of(404, "Nothing is served here") : notNow());
        }
        String system = exchange.getProperty(SYSTEM, String.class);
        Fault fault = exchange.getProperty(FAULT, Fault.class);
        Optional<Instant> healsAt = Optional.of(clock.instant().plus(healAfter)).filter(at -> fault != Fault.NONE);
        synchronized (this) {
            lamps.put(system, new Lamp(system, State.UP, fault, healsAt));
        }
        return Body.of(new FaultSet(system, fault, healsAt));
    }

    /** The answer where the system cannot be reached. */
    static Problem notNow() {
        return Problem.of(503, "The system does not answer").retryAfter(2);
    }
}
