package io.roosa.orderexp;

import java.math.BigDecimal;
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

    /** Each field that breaks a rule, by its JSON pointer; none where the order can be accepted. */
    static List<InvalidField> violations(JsonNode order) {
        List<InvalidField> violations = new ArrayList<>();
        if (!CURRENCIES.contains(order.path("currency").asText())) {
            violations.add(new InvalidField("/currency", "is no ISO 4217 currency"));
        }
        int line = 0;
        for (JsonNode item : order.path("items")) {
            BigDecimal price = new BigDecimal(item.path("unitPrice").asText());
            if (price.stripTrailingZeros().scale() > MOST_DECIMALS) {
                violations.add(new InvalidField("/items/" + line + "/unitPrice", "has more than " + MOST_DECIMALS + " decimals"));
            }
            line++;
        }
        if (!COUNTRIES.contains(order.at("/shippingAddress/country").asText())) {
            violations.add(new InvalidField("/shippingAddress/country", "is no ISO 3166-1 alpha-2 country"));
        }
        return violations;
    }
}
