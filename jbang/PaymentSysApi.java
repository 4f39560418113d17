import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.util.TimeUtils;

/**
 * Takes an order's money, once for each Idempotency-Key, and fails as often as payment-sys-api.failure-rate says.
 *
 * <p>A quick trial. Left out: the checks of the RAML contract, the ledger that survives a kill, reversals, answers that come too
 * late, failure modes set at run time, the seed. The real one is mocks/payment-sys-api.
 */
public class PaymentSysApi extends RouteBuilder {

    private final Map<String, Reply> decided = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    @Override
    public void configure() {
        // It leaves the Content-Type alone, which says whether the answer is a problem.
        DataFormatDefinition answerFormat = dataFormat().json().contentTypeHeader(false).end();

        onException(JsonProcessingException.class).handled(true)
            .process(exchange -> malformed().answer(exchange))
            .marshal(answerFormat);

        rest().post("/payment/charge").consumes("application/json").to("direct:chargePayment");

        from("direct:chargePayment").routeId("chargePayment").routeDescription("Takes an order's money, once for each key")
            .process(PaymentSysApi::noteCorrelationId)
            .unmarshal().json(Charge.class)
            .delay().exchange(call -> latency())
            .process(this::charge)
            .log("order ${exchangeProperty.orderId} chargePayment ${header.CamelHttpResponseCode} [${exchangeProperty.correlationId}]")
            .marshal(answerFormat);
    }

    /** What is asked for. The token that stands for the card is not even read: a mock has no use for it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Charge(String orderId, String amount, String currency) {

        Charge {
            if (!Objects.requireNonNull(orderId).matches("[0-9a-f-]{36}")) {
                throw new IllegalArgumentException("no orderId");
            }
        }
    }

    private record Receipt(String orderId, String chargeId, String amount, String currency) {
    }

    /** An answer that is an error (RFC 9457). */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Problem(String type, String title, int status, String detail, String instance, String correlationId, String code) {
    }

    private record Reply(int status, Object body) {

        void answer(Exchange exchange) {
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            message.setHeader(Exchange.CONTENT_TYPE, status < 400 ? "application/json" : "application/problem+json");
            message.setHeader("X-Correlation-ID", exchange.getProperty("correlationId"));
            if (status == 503) {
                message.setHeader("Retry-After", 1);
            }
            message.setBody(body instanceof Problem problem ? new Problem(problem.type, problem.title, problem.status, problem.detail,
                    problem.instance, exchange.getProperty("correlationId", String.class), problem.code) : body);
        }
    }

    private void charge(Exchange exchange) {
        Charge charge = exchange.getMessage().getBody(Charge.class);
        exchange.setProperty("orderId", charge.orderId());
        String key = exchange.getMessage().getHeader("Idempotency-Key", () -> UUID.randomUUID().toString(), String.class);
        // A failure decides nothing, so that nothing is remembered of it and the call may be made again.
        Reply reply = decided.computeIfAbsent(key, first -> drawn("failure-rate") ? drawn("technical-share") ? null : declined() : charged(charge));
        Objects.requireNonNullElseGet(reply, PaymentSysApi::unavailable).answer(exchange);
    }

    private Reply charged(Charge charge) {
        return new Reply(200, new Receipt(charge.orderId(), String.format("ch-%06d", numbers.incrementAndGet()), charge.amount(), charge.currency()));
    }

    private static Reply declined() {
        return problem(402, "Payment declined", "The card was declined", "PAYMENT_DECLINED");
    }

    private static Reply unavailable() {
        return problem(503, "Temporarily unavailable", "The payment provider cannot serve the call now; try again in a second", "");
    }

    private static Reply malformed() {
        return problem(400, "Malformed request", "The body must be a JSON object with an orderId", "");
    }

    private static Reply problem(int status, String title, String detail, String code) {
        String kind = (code.isEmpty() ? title : code).toLowerCase().replaceAll("[ _]", "-");
        return new Reply(status, new Problem("urn:roosa:problem:" + kind, title, status, detail, "/payment/charge", "", code));
    }

    private static void noteCorrelationId(Exchange exchange) {
        String offered = exchange.getMessage().getHeader("X-Correlation-ID", "", String.class);
        exchange.setProperty("correlationId", offered.matches("[A-Za-z0-9._:-]{1,128}") ? offered : UUID.randomUUID().toString());
    }

    private boolean drawn(String share) {
        return ThreadLocalRandom.current().nextDouble() < Double.parseDouble(setting(share));
    }

    private long latency() {
        return ThreadLocalRandom.current().nextLong(TimeUtils.toMilliSeconds(setting("latency-min")), TimeUtils.toMilliSeconds(setting("latency-max")) + 1);
    }

    private String setting(String key) {
        return getContext().resolvePropertyPlaceholders("{{payment-sys-api." + key + "}}");
    }
}
