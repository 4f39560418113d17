package io.roosa.failuremodes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;

/**
 * How a mock misbehaves with the calls that an order makes (design section 5).
 *
 * @param mode what it does whatever the rates say
 * @param failureRate the share of fresh calls that fail, 0 to 1
 * @param technicalShare of those, the share that is technical (503); the rest is a business refusal
 * @param latencyMin the shortest time an answer takes
 * @param latencyMax the longest; latencies are drawn evenly between the two
 * @param timeoutRate the share of calls answered only after {@code timeoutDelay}; half of them took effect
 * @param timeoutDelay how long such an answer is held
 */
public record FailureModes(FailureMode mode, double failureRate, double technicalShare, Duration latencyMin, Duration latencyMax, double timeoutRate,
        Duration timeoutDelay) {

    /** Beyond it no caller waits; it keeps every timer within bounds. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * What the properties of {@code application} say. Those without a {@code timeout-rate} never time out.
     *
     * @throws WrongSetting for a share outside 0 to 1, a latency-max below latency-min, a length of time over 24h
     */
    public static FailureModes of(Settings settings, String application) {
        Duration latencyMin = atMostADay(settings, application + ".latency-min");
        Duration latencyMax = atMostADay(settings, application + ".latency-max");
        if (latencyMax.compareTo(latencyMin) < 0) {
            throw new WrongSetting(application + ".latency-max", settings.text(application + ".latency-max"),
                    "at least " + application + ".latency-min, which is " + settings.text(application + ".latency-min"));
        }
        return new FailureModes(FailureMode.NORMAL,
                settings.share(application + ".failure-rate"),
                settings.share(application + ".technical-share"),
                latencyMin,
                latencyMax,
                settings.optionalText(application + ".timeout-rate").isPresent() ? settings.share(application + ".timeout-rate") : 0,
                settings.optionalText(application + ".timeout-delay").isPresent() ? atMostADay(settings, application + ".timeout-delay")
                        : Duration.ofSeconds(30));
    }

    /**
     * These modes with what {@code wanted}, a body that satisfies the contract, names in their place.
     *
     * @throws ProblemException 422 where the latencies are out of order or longer than 24h
     */
    public FailureModes changedBy(JsonNode wanted) {
        FailureModes changed = new FailureModes(
                wanted.has("mode") ? FailureMode.valueOf(wanted.get("mode").asText()) : mode,
                wanted.path("failureRate").asDouble(failureRate),
                wanted.path("technicalShare").asDouble(technicalShare),
                duration(wanted, "latencyMin", latencyMin),
                duration(wanted, "latencyMax", latencyMax),
                wanted.path("timeoutRate").asDouble(timeoutRate),
                duration(wanted, "timeoutDelay", timeoutDelay));
        if (changed.latencyMax.compareTo(changed.latencyMin) < 0) {
            throw invalid("latencyMax", "must be at least latencyMin, which is " + text(changed.latencyMin));
        }
        return changed;
    }

    /**
     * How long what {@code wanted} names is to hold; empty for as long as nobody says otherwise.
     *
     * @throws ProblemException 422 where it is longer than 24h
     */
    static Optional<Duration> healAfter(JsonNode wanted) {
        return wanted.has("healAfter") ? Optional.of(duration(wanted, "healAfter", LONGEST)) : Optional.empty();
    }

    @JsonGetter("latencyMin")
    String latencyMinText() {
        return text(latencyMin);
    }

    @JsonGetter("latencyMax")
    String latencyMaxText() {
        return text(latencyMax);
    }

    @JsonGetter("timeoutDelay")
    String timeoutDelayText() {
        return text(timeoutDelay);
    }

    private static Duration duration(JsonNode wanted, String field, Duration otherwise) {
        Optional<String> text = Optional.ofNullable(wanted.get(field)).map(JsonNode::asText);
        Duration duration = text.isEmpty() ? otherwise
                : text.flatMap(Settings::parseDuration).orElseThrow(() -> invalid(field, "must be a length of time with its unit, such as 500ms or 2s"));
        if (duration.compareTo(LONGEST) > 0) {
            throw invalid(field, "must be at most 24h");
        }
        return duration;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.of(422, "The failure modes do not fit together")
                .withErrors(List.of(new Problem.InvalidField("/" + field, detail))));
    }

    private static Duration atMostADay(Settings settings, String property) {
        Duration duration = settings.duration(property);
        if (duration.compareTo(LONGEST) > 0) {
            throw new WrongSetting(property, settings.text(property), "at most 24h");
        }
        return duration;
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
