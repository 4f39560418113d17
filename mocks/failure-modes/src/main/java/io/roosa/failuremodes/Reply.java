package io.roosa.failuremodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;

import io.roosa.shared.http.JsonBody;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.order.Json;

/**
 * What a provider replies to an order's call, as it is kept for repetitions.
 *
 * @param status the HTTP status
 * @param body the receipt, or the refusal's code and detail
 */
public record Reply(int status, JsonNode body) {

    /** What was asked for. */
    public static Reply of(Object receipt) {
        return new Reply(200, Json.MAPPER.valueToTree(receipt));
    }

    /** A business refusal: asking again will not help. */
    public static Reply refusal(int status, String code, String detail) {
        return new Reply(status, JsonNodeFactory.instance.objectNode().put("code", code).put("detail", detail));
    }

    /** A technical failure: nothing was decided, asking again may help. */
    static Reply failure() {
        return refusal(503, "", "The provider cannot serve the call now; try again in a second");
    }

    /** Makes it the answer of {@code exchange}. */
    public void answer(Exchange exchange) {
        if (status < 400) {
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setBody(JsonBody.of(body));
        } else {
            Problem problem = Problem.of(status, body.path("detail").asText());
            String code = body.path("code").asText();
            ProblemAnswer.answer(exchange, code.isEmpty() ? problem.retryAfter(1) : problem.withCode(code));
        }
    }
}
