package io.roosa.orderexp;

import java.util.regex.Pattern;

import org.apache.camel.Processor;

import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;

/** The order that a client asks for. */
final class OrderId {

    private static final Pattern UUID_V7 = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private OrderId() {
    }

    /** Takes the id from the path. @throws ProblemException 404 for one that no order can have */
    static Processor asked() {
        return exchange -> {
            String orderId = exchange.getMessage().getHeader("orderId", "", String.class);
            if (!UUID_V7.matcher(orderId).matches()) {
                throw unknown();
            }
            exchange.setProperty(ExpProperties.ORDER_ID, orderId);
        };
    }

    /** The answer for an order that is not known. */
    static ProblemException unknown() {
        return new ProblemException(Problem.of(404, "No order has this id"));
    }
}
