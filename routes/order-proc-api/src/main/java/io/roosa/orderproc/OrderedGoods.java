package io.roosa.orderproc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;

/** The order as this layer reads it: what is bought, how it is paid, where it goes. */
record OrderedGoods(String currency, List<Item> items, Payment payment, JsonNode shippingAddress) {

    // The door has looked for fields that stand twice.
    private static final ObjectReader ORDER = Json.MAPPER.readerFor(OrderedGoods.class).without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    record Item(String sku, int quantity, BigDecimal unitPrice) {
    }

    record Payment(String token) {
    }

    /** Reads the order out of its journal entry. @throws IllegalStateException where it is none */
    static OrderedGoods of(OrderJournal journal) {
        try {
            return ORDER.readValue(journal.order());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The journal of " + journal.orderId() + " holds no order: " + e.getOriginalMessage());
        }
    }

    /** What the customer owes: computed here, never taken from the client; rounded half up to the currency's smallest unit. */
    BigDecimal total() {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return items.stream()
                .map(item -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(digits, RoundingMode.HALF_UP);
    }
}
