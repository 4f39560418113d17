package io.roosa.shared.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class OrderOnLogLinesTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(OrderOnLogLinesTest.class);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> afterwards = new CopyOnWriteArrayList<>();
    private final CountDownLatch tapped = new CountDownLatch(1);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            lines.add(line);
        }
    };

    @BeforeEach
    void start() throws Exception {
        appender.setContext(LOG.getLoggerContext());
        appender.start();
        ((Logger) LoggerFactory.getLogger("order")).addAppender(appender);
        LOG.addAppender(appender);
        context.getCamelContextExtension().setName("order-proc-api");
        context.getCamelContextExtension().addLogListener(new OrderOnLogLines());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order").routeId("order").log("RECEIVED").process(exchange -> afterwards.add(mdc())).wireTap("direct:later");
                from("direct:later").routeId("order.later").log("SHIPPED").process(exchange -> {
                    afterwards.add(mdc());
                    tapped.countDown();
                });
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        ((Logger) LoggerFactory.getLogger("order")).detachAppender(appender);
        LOG.detachAppender(appender);
        MDC.clear();
    }

    @Test
    void every_line_of_an_order_bears_its_id_and_its_correlation_id_on_whichever_thread_it_is_written() throws Exception {
        context.createProducerTemplate().send("direct:order", order("o-1", "web-1"));

        assertThat(tapped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).extracting(ILoggingEvent::getFormattedMessage).containsExactlyInAnyOrder("RECEIVED", "SHIPPED");
        assertThat(lines).extracting(ILoggingEvent::getThreadName).doesNotHaveDuplicates();
        assertThat(lines).allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                .containsEntry("orderId", "o-1").containsEntry("correlationId", "web-1").containsEntry("camel.contextId", "order-proc-api"));
        assertThat(lines).extracting(line -> line.getMDCPropertyMap().get("camel.threadId")).containsExactlyElementsOf(
                lines.stream().map(ILoggingEvent::getThreadName).toList());
    }

    @Test
    void nothing_of_an_order_stays_on_the_thread_for_the_next() throws Exception {
        context.createProducerTemplate().send("direct:order", order("o-1", "web-1"));

        assertThat(tapped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(afterwards).hasSize(2).allSatisfy(left -> assertThat(left).isEmpty());
    }

    @Test
    void a_line_of_our_own_about_an_order_bears_both_and_gives_back_what_stood_there() {
        MDC.put("orderId", "another");

        OrderOnLogLines.during(order("o-1", "web-1"), () -> LOG.info("again in 200 ms"));

        assertThat(lines.get(0).getMDCPropertyMap()).containsEntry("orderId", "o-1").containsEntry("correlationId", "web-1");
        assertThat(MDC.get("orderId")).isEqualTo("another");
        assertThat(MDC.get("correlationId")).isNull();
    }

    @Test
    void a_line_as_json_bears_both_too() throws Exception {
        OrderOnLogLines.during(order("o-1", "web-1"), () -> LOG.info("again in 200 ms"));

        JsonNode line = Json.MAPPER.readTree(new String(new JsonEncoder().encode(lines.get(0)), StandardCharsets.UTF_8));

        assertThat(line.path("mdc").path("orderId").asText()).isEqualTo("o-1");
        assertThat(line.path("mdc").path("correlationId").asText()).isEqualTo("web-1");
    }

    private Exchange order(String orderId, String correlationId) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty("orderId", orderId);
        exchange.setProperty("correlationId", correlationId);
        return exchange;
    }

    private static Map<String, String> mdc() {
        Map<String, String> now = MDC.getCopyOfContextMap();
        return now == null ? Map.of() : now;
    }
}
