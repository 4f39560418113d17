package io.roosa.system;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An order as a customer of the demo places it.
 *
 * @param customer the customer's name
 * @param currency what it is paid in
 * @param total what it comes to, two decimals
 * @param body the request
 */
public record DrawnOrder(String customer, String currency, BigDecimal total, ObjectNode body) {

    /** The total with its currency, such as {@code EUR 129.80}. */
    public String price() {
        return currency + " " + total.toPlainString();
    }
}
