package io.roosa.shared.http;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What one order's calls and log lines have in common: taken from the client where it is well formed, else made anew. */
public record CorrelationId(String text) {

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** The client's own where it is one of 1 to 128 of {@code [A-Za-z0-9._:-]}, else a new one (design section 4). */
    public static CorrelationId takenOrMade(List<String> offered) {
        boolean wellFormed = offered.size() == 1 && WELL_FORMED.matcher(offered.get(0)).matches();
        return new CorrelationId(wellFormed ? offered.get(0) : UUID.randomUUID().toString());
    }
}
