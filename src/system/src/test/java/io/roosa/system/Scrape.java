package io.roosa.system;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.roosa.shared.app.RunningApplication;

/**
 * What a running application told of itself at one moment, as Prometheus would take it.
 *
 * @param samples each series, with the labels that ops/prometheus.yml adds, and its value
 */
record Scrape(Map<String, BigDecimal> samples) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? ([-+.\\deE]+)$");

    static Scrape of(RunningApplication application) {
        return of(text(application), application.application().name());
    }

    static Scrape of(String text, String application) {
        Map<String, BigDecimal> samples = new LinkedHashMap<>();
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            String labels = sample.group(2) == null || sample.group(2).isEmpty() ? "" : sample.group(2).replaceAll(",$", "") + ",";
            samples.put(sample.group(1) + "{" + labels + "job=\"roosa\",application=\"" + application + "\",instance=\"127.0.0.1:1\"}", new BigDecimal(sample.group(3)));
        }
        samples.put("up{job=\"roosa\",application=\"" + application + "\",instance=\"127.0.0.1:1\"}", BigDecimal.ONE);
        return new Scrape(samples);
    }

    /** What Prometheus notes of an application that does not answer. */
    static Scrape ofNobody(String application) {
        return new Scrape(Map.of("up{job=\"roosa\",application=\"" + application + "\",instance=\"127.0.0.1:1\"}", BigDecimal.ZERO));
    }

    static String text(RunningApplication application) {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(application.managementUrl() + "/observe/metrics")).build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** By how much each series has grown. */
    Scrape since(Scrape before) {
        return new Scrape(samples.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                sample -> sample.getValue().subtract(before.samples().getOrDefault(sample.getKey(), BigDecimal.ZERO)))));
    }

    /** The names of all series. */
    Set<String> names() {
        return samples.keySet().stream().map(series -> series.substring(0, series.indexOf('{'))).collect(Collectors.toSet());
    }

    /** The sum of all series whose text has all these parts, such as a name and a label. */
    double sum(String... parts) {
        return samples.entrySet().stream().filter(sample -> Set.of(parts).stream().allMatch(sample.getKey()::contains))
                .mapToDouble(sample -> sample.getValue().doubleValue()).sum();
    }
}
