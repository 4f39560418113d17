package io.roosa.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.order.Json;

/** What the copies of the applications told of traces, each in a file of its own. */
record TraceFiles(Path directory) {

    /**
     * One step of an order.
     *
     * @param copy the file's name without its ending: the application, and which copy of it
     * @param began nanoseconds since 1970
     * @param ended likewise
     */
    record Told(String copy, String application, String trace, String span, String parent, String name, long began, long ended) {
    }

    /** The spans of a trace, in the order in which they began. */
    List<Told> told(String trace) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(TraceFiles::read).filter(span -> span.trace().equals(trace)).sorted(Comparator.comparingLong(Told::began)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> applicationsIn(String trace) {
        return told(trace).stream().map(Told::application).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Spans whose parent was not told. */
    List<Told> orphans(String trace) {
        List<Told> told = told(trace);
        Set<String> spans = told.stream().map(Told::span).collect(Collectors.toSet());
        return told.stream().filter(span -> !spans.contains(span.parent())).toList();
    }

    /**
     * The trace as a tree, one line for each step: when it began and how long it took, in milliseconds; which copy; its name. Camel tells
     * the call of a route and the route by one name: they are one line.
     */
    List<String> tree(String trace) {
        List<Told> told = told(trace);
        List<String> lines = new ArrayList<>();
        List<Told> roots = orphans(trace);
        roots.forEach(root -> draw(root, 0, root == roots.get(0) ? "" : "  (what it was part of was killed)", told, lines));
        return lines;
    }

    private static void draw(Told span, int depth, String remark, List<Told> told, List<String> lines) {
        long start = told.get(0).began();
        lines.add(String.format("%5d ms %4d ms  %-25s %s%s%s", (span.began() - start) / 1_000_000, (span.ended() - span.began()) / 1_000_000, span.copy(),
                "  ".repeat(depth), span.name(), remark));
        children(span, told).forEach(child -> draw(child, depth + 1, "", told, lines));
    }

    private static Stream<Told> children(Told parent, List<Told> told) {
        return told.stream().filter(span -> span.parent().equals(parent.span()))
                .flatMap(child -> child.name().equals(parent.name()) && child.copy().equals(parent.copy()) ? children(child, told) : Stream.of(child));
    }

    private static Stream<Told> read(Path file) {
        List<Told> told = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                // The line that is being written, or was when its writer was killed, is not whole.
                if (line.endsWith("}")) {
                    read(file.getFileName().toString().replace(".json", ""), line, told);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told.stream();
    }

    private static void read(String copy, String line, List<Told> told) throws IOException {
        for (JsonNode resource : Json.MAPPER.readTree(line).path("resourceSpans")) {
            String application = "";
            for (JsonNode attribute : resource.at("/resource/attributes")) {
                application = attribute.path("key").asText().equals("service.name") ? attribute.at("/value/stringValue").asText() : application;
            }
            for (JsonNode span : resource.at("/scopeSpans/0/spans")) {
                told.add(new Told(copy, application, span.path("traceId").asText(), span.path("spanId").asText(), span.path("parentSpanId").asText(),
                        span.path("name").asText(), span.path("startTimeUnixNano").asLong(), span.path("endTimeUnixNano").asLong()));
            }
        }
    }
}
