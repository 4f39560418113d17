import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.TimeUtils;

/**
 * Takes an order through inventory, payment and shipping, each call tried again and behind a breaker.
 *
 * <p>A quick trial. Left out: the store, so that statuses and orders live in this process and die with it, and no other copy takes
 * them up; the reversal of a charge whose outcome is unknown or whose shipment failed, so that a customer may have paid for an order
 * that failed; the wait for an open breaker, so that an attempt it refuses is used up; the checks of the RAML contract. The real
 * one is routes/order-proc-api.
 */
public class OrderProcApi extends RouteBuilder {

    private static final String STATUSES = "caffeine-cache:order-status";

    @Override
    public void configure() {
        // It leaves the Content-Type alone, which says whether the answer is a problem.
        DataFormatDefinition answerFormat = dataFormat().json().contentTypeHeader(false).end();

        // By itself the HTTP client repeats a POST that was answered 503: retries are counted here alone.
        PropertyBindingSupport.build().withCamelContext(getContext()).withTarget(getContext().getComponent("http"))
                .withProperty("automaticRetriesDisabled", true).bind();

        onException(JsonProcessingException.class).handled(true)
            .process(exchange -> answer(exchange, 400, problem(exchange, 400, "Malformed request", "The body must hold an orderId and its order")))
            .marshal(answerFormat);

        rest().post("/process/orders").consumes("application/json").to("direct:processOrder");
        rest().get("/process/orders/{orderId}").to("direct:getOrderProgress");

        from("direct:processOrder").routeId("processOrder").routeDescription("Takes an order that is handed over, and answers at once")
            .process(OrderProcApi::noteCorrelationId)
            .unmarshal(dataFormat().json().unmarshalType(HandOver.class).disableFeatures("FAIL_ON_UNKNOWN_PROPERTIES").end())
            .setProperty("orderId", simple("${body.orderId}"))
            .to("direct:readStatus")
            .filter(variable("known").isNull())
                .setProperty("status", constant("RECEIVED")).to("direct:recordStatus")
                .wireTap("direct:fulfilOrder")
            .end()
            .process(exchange -> answer(exchange, 202, new Accepted(exchange.getProperty("orderId", String.class), true)))
            .marshal(answerFormat);

        from("direct:fulfilOrder").routeId("fulfilOrder").routeDescription("Takes an order to its end: inventory, then payment, then shipping")
            .setProperty("status", constant("INVENTORY_CHECK_STARTED")).to("direct:recordStatus")
            .to("direct:checkInventory")
            .filter(at("INVENTORY_CONFIRMED")).to("direct:chargePayment").end()
            .filter(at("PAYMENT_COMPLETED"))
                .setProperty("status", constant("SHIPPING_REQUESTED")).to("direct:recordStatus")
                .wireTap("direct:createShipment")
            .end();

        step("inventory", "checkInventory", "/inventory/check", "INVENTORY_CONFIRMED", "INVENTORY_FAILED");
        step("payment", "chargePayment", "/payment/charge", "PAYMENT_COMPLETED", "PAYMENT_FAILED");
        step("shipping", "createShipment", "/shipping/create", "SHIPPED", "SHIPPING_FAILED");

        from("direct:recordStatus").routeId("recordStatus").routeDescription("Writes what an order has become")
            .log("order ${exchangeProperty.orderId} ${exchangeProperty.status} [${exchangeProperty.correlationId}]")
            .setHeader("CamelCaffeineAction", constant("PUT"))
            .setHeader("CamelCaffeineKey", exchangeProperty("orderId"))
            .setHeader("CamelCaffeineValue", exchangeProperty("status"))
            .to(STATUSES).id("writeStatus")
            .removeHeaders("CamelCaffeine*");

        from("direct:readStatus").routeId("readStatus").routeDescription("Reads what an order has become; nothing where it is not known here")
            .setHeader("CamelCaffeineAction", constant("GET"))
            .setHeader("CamelCaffeineKey", exchangeProperty("orderId"))
            .removeVariable("known")
            .enrich(STATUSES, (asked, found) -> {
                if (found.getMessage().getHeader("CamelCaffeineActionHasResult", false, Boolean.class)) {
                    asked.setVariable("known", found.getMessage().getBody());
                }
                return asked;
            }).id("readStatusBack")
            .removeHeaders("CamelCaffeine*");

        from("direct:getOrderProgress").routeId("getOrderProgress").routeDescription("Tells where an order is in the process")
            .process(OrderProcApi::noteCorrelationId)
            .setProperty("orderId", header("orderId"))
            .to("direct:readStatus")
            .choice()
                .when(variable("known").isNull())
                    .process(exchange -> answer(exchange, 404, problem(exchange, 404, "Not found", "No order has this id")))
                .otherwise()
                    .process(exchange -> answer(exchange, 200, new Progress(exchange.getProperty("orderId", String.class), exchange.getVariable("known", String.class))))
            .end()
            .marshal(answerFormat);
    }

    /** One step of the story and, beneath it, one attempt: the step decides, the attempt calls through the system's breaker. */
    private void step(String system, String operation, String path, String done, String failed) {
        long timeout = millis(system + ".timeout");
        String url = "{{" + system + "-sys-api.url}}" + path + "?throwExceptionOnFailure=false&connectTimeout=" + timeout
                + "&connectionRequestTimeout=" + timeout + "&responseTimeout=" + timeout + "&soTimeout=" + timeout;

        from("direct:" + operation).routeId(operation).routeDescription("To " + done + " or " + failed)
            .onException(Exception.class)
                .maximumRedeliveries(Integer.parseInt(setting(system + ".attempts")) - 1)
                .redeliveryDelay(millis(system + ".backoff")).maximumRedeliveryDelay(millis(system + ".backoff-max"))
                .useExponentialBackOff().backOffMultiplier(2).useCollisionAvoidance().collisionAvoidancePercent(50)
                .retryAttemptedLogLevel(LoggingLevel.INFO).logStackTrace(false).logExhausted(false)
                .continued(true)
            .end()
            .removeVariable("answer")
            .setVariable("request").exchange(exchange -> request(system, exchange.getProperty("orderId", String.class), exchange.getMessage().getBody(HandOver.class).order()))
            .toV("direct:attempt-" + operation, "request", "answer")
            .choice()
                .when(simple("${variable.answer} == 200")).setProperty("status", constant(done))
                .otherwise().setProperty("status", constant(failed))
            .end()
            .to("direct:recordStatus");

        from("direct:attempt-" + operation).routeId("attempt-" + operation).errorHandler(noErrorHandler())
            .routeDescription("One attempt at " + operation + ", through the breaker of its system")
            .circuitBreaker().resilience4jConfiguration().throwExceptionWhenHalfOpenOrOpenState(true)
                    .slidingWindowSize(Integer.parseInt(setting(system + ".breaker.window")))
                    .minimumNumberOfCalls(Integer.parseInt(setting(system + ".breaker.minimum-calls")))
                    .failureRateThreshold(100 * Float.parseFloat(setting(system + ".breaker.failure-rate")))
                    .waitDurationInOpenState((int) Math.max(1, Duration.ofMillis(millis(system + ".breaker.open-for")).toSeconds()))
                    .permittedNumberOfCallsInHalfOpenState(Integer.parseInt(setting(system + ".breaker.probes"))).end()
                .removeHeaders("*")
                .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setHeader("X-Correlation-ID", exchangeProperty("correlationId"))
                .setHeader("Idempotency-Key", simple("${exchangeProperty.orderId}:" + system))
                .marshal().json()
                .to(url).id("call-" + operation)
                .process(OrderProcApi::decided)
            .end();
    }

    /** A business answer becomes the body; a technical failure is thrown inside the breaker, which counts it. */
    private static void decided(Exchange exchange) {
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status >= 500 || status == 429 || status == 408) {
            throw new IllegalStateException("answered " + status);
        }
        exchange.getMessage().setBody(status);
    }

    private static Object request(String system, String orderId, Order order) {
        List<Line> lines = order.items().stream().map(item -> new Line(item.sku(), item.quantity())).toList();
        return switch (system) {
            case "inventory" -> new InventoryCheck(orderId, lines);
            case "payment" -> new Charge(orderId, order.total().toPlainString(), order.currency(), order.payment().token());
            default -> new ShipmentRequest(orderId, lines, order.shippingAddress());
        };
    }

    /** What is handed over; the real hand-over bears the id alone, since the order is in the store. */
    private record HandOver(String orderId, Order order) {

        HandOver {
            Objects.requireNonNull(order);
            if (!Objects.requireNonNull(orderId).matches("[0-9a-f-]{36}")) {
                throw new IllegalArgumentException("no orderId");
            }
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Order(String currency, List<Item> items, Payment payment, Map<String, Object> shippingAddress) {

        BigDecimal total() {
            return items.stream().map(item -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity()))).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private record Item(String sku, int quantity, BigDecimal unitPrice) {
    }

    private record Payment(String method, String token) {

        @Override
        public String toString() {
            return method;
        }
    }

    private record Line(String sku, int quantity) {
    }

    private record InventoryCheck(String orderId, List<Line> items) {
    }

    private record Charge(String orderId, String amount, String currency, String token) {

        @Override
        public String toString() {
            return "Charge of " + amount + " " + currency + " for order " + orderId;
        }
    }

    private record ShipmentRequest(String orderId, List<Line> items, Map<String, Object> address) {
    }

    private record Accepted(String orderId, boolean accepted) {
    }

    private record Progress(String orderId, String status) {
    }

    /** An answer that is an error (RFC 9457). */
    private record Problem(String type, String title, int status, String detail, String correlationId) {
    }

    private static Problem problem(Exchange exchange, int status, String title, String detail) {
        return new Problem("urn:roosa:problem:" + title.toLowerCase().replace(' ', '-'), title, status, detail, exchange.getProperty("correlationId", String.class));
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

    private static Predicate at(String status) {
        return exchange -> status.equals(exchange.getProperty("status"));
    }

    private long millis(String key) {
        return TimeUtils.toMilliSeconds(setting(key));
    }

    private String setting(String key) {
        return getContext().resolvePropertyPlaceholders("{{order-proc-api." + key + "}}");
    }
}
