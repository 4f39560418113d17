//DEPS com.fasterxml.uuid:java-uuid-generator:5.1.1
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.util.TimeUtils;

/**
 * Accepts orders and answers where they are: it knows order-proc-api, and no system behind it.
 *
 * <p>A quick trial. Left out: the store. The real one reads status and history there, and an order is safe before its 202; here an
 * accepted order lives in this process until order-proc-api has taken it, and order-proc-api is asked for the status. Also left
 * out: history, live events, ETag, updatedAt, the control room, the checks of the RAML contract. The real one is routes/order-exp-api.
 */
public class OrderExpApi extends RouteBuilder {

    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final Map<String, Remembered> idempotencyKeys = new ConcurrentHashMap<>();
    private final Map<String, Status> lastKnown = new ConcurrentHashMap<>();

    @Override
    public void configure() {
        // It leaves the Content-Type alone, which says whether the answer is a problem.
        DataFormatDefinition answerFormat = dataFormat().json().contentTypeHeader(false).end();

        String millis = String.valueOf(TimeUtils.toMilliSeconds(getContext().resolvePropertyPlaceholders("{{order-exp-api.hand-over.timeout}}")));
        String timeouts = "connectTimeout=" + millis + "&connectionRequestTimeout=" + millis + "&responseTimeout=" + millis + "&soTimeout=" + millis;

        onException(JsonProcessingException.class).handled(true)
            .process(exchange -> problem(exchange, 400, "Malformed request", "The body must be a JSON object"))
            .marshal(answerFormat);

        rest().post("/orders").consumes("application/json").to("direct:placeOrder");
        rest().get("/orders/{orderId}/status").to("direct:getOrderStatus");

        from("direct:placeOrder").routeId("placeOrder").routeDescription("Answers 202, and hands the order over without the client waiting")
            .process(OrderExpApi::noteCorrelationId)
            .unmarshal().json(Map.class)
            .process(this::receive)
            .choice()
                .when(exchangeProperty("otherBody").isEqualTo(true))
                    .process(exchange -> problem(exchange, 422, "Invalid request", "This Idempotency-Key belongs to another order"))
                .otherwise()
                    .filter(exchangeProperty("repeated").isEqualTo(false)).wireTap("direct:handOverOrder").end().end()
                    .process(OrderExpApi::accepted)
            .end()
            .marshal(answerFormat);

        from("direct:handOverOrder").routeId("handOverOrder").routeDescription("Tells order-proc-api of an order, until it has taken it")
            .onException(Exception.class)
                .maximumRedeliveries(-1).redeliveryDelay(1000).retryAttemptedLogLevel(LoggingLevel.INFO).logRetryStackTrace(false)
            .end()
            .setBody().exchange(exchange -> new HandOver(exchange.getProperty("orderId", String.class), exchange.getMessage().getBody(Map.class)))
            .marshal().json()
            .removeHeaders("*")
            .setHeader(Exchange.HTTP_METHOD, constant("POST"))
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
            .setHeader("X-Correlation-ID", exchangeProperty("correlationId"))
            .to("{{order-proc-api.url}}/process/orders?" + timeouts).id("callProcessOrder")
            .log("order ${exchangeProperty.orderId} handed over [${exchangeProperty.correlationId}]");

        from("direct:getOrderStatus").routeId("getOrderStatus").routeDescription("What order-proc-api says, else the last known status, else 404")
            .process(OrderExpApi::noteCorrelationId)
            .setProperty("orderId", header("orderId"))
            .filter(exchange -> lastKnown.containsKey(exchange.getProperty("orderId", String.class))).to("direct:askOrderProgress").end()
            .process(this::status)
            .marshal(answerFormat);

        from("direct:askOrderProgress").routeId("askOrderProgress").routeDescription("Asks order-proc-api; where it cannot answer, what is known is stale")
            .circuitBreaker()
                .removeHeaders("*")
                .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                .setHeader(Exchange.HTTP_PATH, simple("/${exchangeProperty.orderId}"))
                .setHeader("X-Correlation-ID", exchangeProperty("correlationId"))
                .to("{{order-proc-api.url}}/process/orders?" + timeouts).id("callGetOrderProgress")
                .unmarshal().json(Map.class)
                .process(this::remember)
            .onFallback()
                .setProperty("stale", constant(true))
            .end();
    }

    private record Remembered(String orderId, Map<?, ?> order) {
    }

    private record HandOver(String orderId, Map<?, ?> order) {
    }

    private record AcceptedOrder(String orderId, String status, Map<String, String> links) {
    }

    private record Status(String orderId, String status) {
    }

    private record StaleStatus(String orderId, String status, boolean stale) {
    }

    /** An answer that is an error (RFC 9457). */
    private record Problem(String type, String title, int status, String detail, String correlationId) {
    }

    /** Gives the order its id, a UUIDv7; the same Idempotency-Key and body have the same id. */
    private void receive(Exchange exchange) {
        Map<?, ?> order = exchange.getMessage().getBody(Map.class);
        String id = ids.generate().toString();
        String key = exchange.getMessage().getHeader("Idempotency-Key", id, String.class);
        Remembered first = idempotencyKeys.computeIfAbsent(key, unknown -> new Remembered(id, order));
        exchange.setProperty("orderId", first.orderId());
        exchange.setProperty("repeated", !first.orderId().equals(id));
        exchange.setProperty("otherBody", !first.order().equals(order));
        lastKnown.putIfAbsent(first.orderId(), new Status(first.orderId(), "RECEIVED"));
    }

    private static void accepted(Exchange exchange) {
        String orderId = exchange.getProperty("orderId", String.class);
        String status = "/orders/" + orderId + "/status";
        answer(exchange, 202, new AcceptedOrder(orderId, "RECEIVED", Map.of("status", status)));
        exchange.getMessage().setHeader("Location", status);
    }

    private void remember(Exchange exchange) {
        String orderId = exchange.getProperty("orderId", String.class);
        lastKnown.put(orderId, new Status(orderId, String.valueOf(exchange.getMessage().getBody(Map.class).get("status"))));
    }

    private void status(Exchange exchange) {
        Status known = lastKnown.get(exchange.getProperty("orderId", String.class));
        if (known == null) {
            problem(exchange, 404, "Not found", "No order has this id");
        } else if (exchange.getProperty("stale", false, Boolean.class)) {
            answer(exchange, 200, new StaleStatus(known.orderId(), known.status(), true));
        } else {
            answer(exchange, 200, known);
        }
    }

    private static void problem(Exchange exchange, int status, String title, String detail) {
        answer(exchange, status, new Problem("urn:roosa:problem:" + title.toLowerCase().replace(' ', '-'), title, status, detail,
                exchange.getProperty("correlationId", String.class)));
    }

    private static void answer(Exchange exchange, int status, Object body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, status < 400 ? "application/json" : "application/problem+json");
        message.setHeader("X-Correlation-ID", exchange.getProperty("correlationId"));
        message.setBody(body);
    }

    private static void noteCorrelationId(Exchange exchange) {
        String offered = exchange.getMessage().getHeader("X-Correlation-ID", "", String.class);
        exchange.setProperty("correlationId", offered.matches("[A-Za-z0-9._:-]{1,128}") ? offered : UUID.randomUUID().toString());
    }
}
