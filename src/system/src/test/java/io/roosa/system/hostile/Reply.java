package io.roosa.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An answer as it came over the wire, and what it gives away. */
record Reply(int status, String head, String body) {

    /** What the hostile requests carry in every value; no answer may hold it. */
    static final String MARK = "xqz7Mark";

    private static final List<Pattern> TELLTALES = List.of(
            Pattern.compile("\\bat [\\w.$]+\\([\\w.]*(:\\d+)?\\)"),
            Pattern.compile("\\b(java|javax|com|org|io)(\\.[a-z][\\w]*)+\\.[A-Z]\\w*"),
            Pattern.compile("\\w+(Exception|Error)\\b"),
            Pattern.compile("(/home|/root|/tmp|/usr|/var|/etc|/proc|/work)/"),
            Pattern.compile("(?i)camel|vert\\.?x|netty|jackson|infinispan"));

    private static final List<String> ALWAYS = List.of("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'", "Referrer-Policy: no-referrer",
            "Cache-Control: no-store", "X-Correlation-ID: ");

    private static final Pattern ALLOWED_HEADERS = Pattern.compile("(?i)content-type|content-length|transfer-encoding|connection|location|etag|cache-control"
            + "|retry-after|allow|keep-alive|x-correlation-id|x-content-type-options|content-security-policy|referrer-policy");

    /** What is wrong with the answer whatever the request was, none where nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        String all = head + body;
        if (status >= 500) {
            faults.add("a " + status);
        }
        if (all.toLowerCase().contains(MARK.toLowerCase())) {
            faults.add("reflects a value");
        }
        TELLTALES.stream().filter(telltale -> telltale.matcher(all).find()).forEach(telltale -> faults.add("gives away " + telltale));
        ALWAYS.stream().filter(header -> !head.contains(header)).forEach(header -> faults.add("lacks " + header));
        head.lines().skip(1).filter(line -> !line.isBlank()).map(line -> line.split(":", 2)[0])
                .filter(name -> !ALLOWED_HEADERS.matcher(name).matches()).forEach(name -> faults.add("has the header " + name));
        if (status >= 400 && !head.toLowerCase().contains("content-type: application/problem+json")) {
            faults.add("is no problem");
        }
        return faults;
    }

    @Override
    public String toString() {
        return head + body.substring(0, Math.min(body.length(), 2_000));
    }
}
