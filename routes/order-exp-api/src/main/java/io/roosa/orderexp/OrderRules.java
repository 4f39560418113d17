package io.roosa.orderexp;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.http.Problem.InvalidField;

/** The rules of an order that a JSON schema cannot say: codes that exist, and prices that a currency can pay. */
final class OrderRules {

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MOST_DECIMALS = 4;

    private OrderRules() {
    }

    /** Each field that breaks a rule, by its JSON pointer; of what has not even the shape of an order, what can be judged. */
    static List<InvalidField> violations(JsonNode order) {
        List<InvalidField> violations = new ArrayList<>();
        if (isTextBeyond(CURRENCIES, order.path("currency"))) {
            violations.add(new InvalidField("/currency", "is no ISO 4217 currency"));
        }
        JsonNode items = order.path("items");
        for (int line = 0; items.isArray() && line < items.size(); line++) {
            JsonNode price = items.get(line).path("unitPrice");
            // A price in text has its decimals counted by the contract's pattern.
            if (price.isNumber() && price.decimalValue().stripTrailingZeros().scale() > MOST_DECIMALS) {
                violations.add(new InvalidField("/items/" + line + "/unitPrice", "has more than " + MOST_DECIMALS + " decimals"));
            }
        }
        if (isTextBeyond(COUNTRIES, order.at("/shippingAddress/country"))) {
            violations.add(new InvalidField("/shippingAddress/country", "is no ISO 3166-1 alpha-2 country"));
        }
        return violations;
    }

    private static boolean isTextBeyond(Set<String> codes, JsonNode code) {
        return code.isTextual() && !codes.contains(code.textValue());
    }
}
