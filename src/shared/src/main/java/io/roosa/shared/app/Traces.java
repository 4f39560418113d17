package io.roosa.shared.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.logging.otlp.internal.traces.OtlpStdoutSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.apache.camel.Exchange;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.telemetry.Tracer;

import io.roosa.shared.http.Headers;

/**
 * Lets an application tell each step of an order as a span, one trace for each order: to a server by OTLP, to a file as OTLP's
 * JSON, or, as it is set at first, to nobody.
 */
public final class Traces {

    /** What runs by the clock and not for an order; each would be a trace of its own, every second. */
    private static final String BY_THE_CLOCK = "timer:*,infinispan.*operation=SIZE.*";
    private static final Duration SENT_EVERY = Duration.ofSeconds(1);

    /** Where Camel keeps the span that an exchange is in. */
    private static final String ACTIVE_SPAN = "tracing.activeSpan";

    private Traces() {
    }

    static void of(Assembly assembly) {
        Settings settings = assembly.settings();
        switch (settings.oneOf("traces.to", List.of("nobody", "otlp", "file"))) {
            case "otlp" -> tell(assembly, OtlpHttpSpanExporter.builder().setEndpoint(settings.url("traces.otlp.url").toString()).build());
            case "file" -> tell(assembly, OtlpStdoutSpanExporter.builder().setOutput(assembly.closeAtStop(file(assembly))).setWrapperJsonObject(true).build());
            default -> {
            }
        }
    }

    private static void tell(Assembly assembly, SpanExporter exporter) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder().put(AttributeKey.stringKey("service.name"), assembly.application()).build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).setScheduleDelay(SENT_EVERY).build())
                .build();
        assembly.closeAtStop(provider);
        assembly.bind("traces", provider.get("io.roosa"));
        assembly.bind("tracePropagation", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setExcludePatterns(BY_THE_CLOCK);
        tracer.init(assembly.context());
    }

    private static OutputStream file(Assembly assembly) {
        Path directory = assembly.settings().directory("traces.directory");
        Path file = directory.resolve(assembly.application() + "-" + UUID.randomUUID().toString().substring(0, 8) + ".json");
        try {
            Files.createDirectories(directory);
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new WrongSetting("traces.directory", directory.toString(), "a directory that can be written to (" + e.getMessage() + ")");
        }
    }

    /** Whether the application's steps are told. */
    public static boolean areTold(Exchange exchange) {
        return exchange.getContext().hasService(Tracer.class) != null;
    }

    /**
     * Lets all that is done in this exchange from now on belong to another trace: that of an order which this copy takes up.
     *
     * @param traceparent the span that accepted the order, empty where nobody told it
     */
    public static void goOn(Exchange exchange, String traceparent) {
        exchange.removeProperty(ACTIVE_SPAN);
        exchange.getMessage().removeHeader(Headers.TRACEPARENT);
        if (!traceparent.isEmpty()) {
            exchange.getMessage().setHeader(Headers.TRACEPARENT, traceparent);
        }
    }
}
