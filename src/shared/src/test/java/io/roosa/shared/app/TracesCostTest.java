package io.roosa.shared.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.telemetry.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What traces cost an order that nobody traces: nothing. */
class TracesCostTest {

    private static final String EXPORTER = "BatchSpanProcessor";

    @Test
    void without_anybody_to_tell_there_is_no_tracer_no_span_at_any_step_and_no_thread() {
        try (RunningApplication running = started(Map.of("traces.to", "nobody"))) {
            String span = running.context().createProducerTemplate().requestBody("direct:step", "", String.class);

            assertThat(span).isEqualTo("none");
            assertThat(running.context().hasService(Tracer.class)).isNull();
            assertThat(running.context().getCamelContextExtension().getInterceptStrategies()).noneMatch(strategy -> strategy.getClass().getName().contains("telemetry"));
            assertThat(exporters()).isEmpty();
        }
    }

    /** Else the test above would find nothing whatever it cost. */
    @Test
    void with_a_file_to_tell_there_are_all_three(@TempDir Path directory) {
        try (RunningApplication running = started(Map.of("traces.to", "file", "traces.directory", directory.toString()))) {
            String span = running.context().createProducerTemplate().requestBody("direct:step", "", String.class);

            assertThat(span).isEqualTo("told");
            assertThat(running.context().hasService(Tracer.class)).isNotNull();
            assertThat(exporters()).hasSize(1);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> exporters().isEmpty());
    }

    private static RunningApplication started(Map<String, String> settings) {
        return Application.standing("greeting-api", "greets", assembly -> assembly.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:step").routeId("step")
                    .process(exchange -> exchange.getMessage().setBody(exchange.getProperty("tracing.activeSpan") == null ? "none" : "told"));
            }
        })).start(Environment.named("test"), settings, Map.of());
    }

    private static List<String> exporters() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName).filter(name -> name.contains(EXPORTER)).toList();
    }
}
