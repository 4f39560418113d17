package io.roosa.orderexp;

import java.time.Instant;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.uuid.Generators;

import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;

/** Orders to test with: a right one, and what can be done to it. */
final class Orders {

    /** What no log line may ever hold. */
    static final String TOKEN = "tok_secret_4f9d2c7b";

    private static final String ORDER = """
            {"customerId":"C-1001","currency":"EUR",
             "items":[{"sku":"TEA","quantity":2,"unitPrice":"7.90"},{"sku":"CUP","quantity":4,"unitPrice":12.5}],
             "payment":{"method":"CARD","token":"%s"},
             "shippingAddress":{"name":"Ada Lovelace","line1":"12 St James's Square","line2":"2nd floor","postalCode":"SW1Y 4JH",
                                "city":"London","country":"GB"},
             "note":"Please ring twice."}""".formatted(TOKEN);

    private Orders() {
    }

    /** An order as a client sends it. */
    static String order() {
        return ORDER;
    }

    /** The same with {@code json}, taken as it is, where {@code pointer} says. */
    static String with(String pointer, String json) {
        return with(ORDER, pointer, json);
    }

    /** {@code order} with {@code json}, taken as it is, where {@code pointer} says. */
    static String with(String order, String pointer, String json) {
        JsonNode tree = read(order);
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(at.head());
        if (parent instanceof ArrayNode items) {
            items.set(at.last().getMatchingIndex(), Json.MAPPER.getNodeFactory().rawValueNode(new RawValue(json)));
        } else {
            ((ObjectNode) parent).putRawValue(at.last().getMatchingProperty(), new RawValue(json));
        }
        return written(tree);
    }

    /** The same without the field at {@code pointer}. */
    static String without(String pointer) {
        JsonNode tree = read(ORDER);
        JsonPointer at = JsonPointer.compile(pointer);
        ((ObjectNode) tree.at(at.head())).remove(at.last().getMatchingProperty());
        return written(tree);
    }

    /** The journal entry of an order that was received at {@code at}. */
    static OrderJournal received(Instant at) {
        return OrderJournal.received(newId(), "web-7f3a9c", "", at, ORDER, "order-exp-api");
    }

    /** An id that no order has yet. */
    static String newId() {
        return Generators.timeBasedEpochGenerator().generate().toString();
    }

    static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }

    private static String written(JsonNode tree) {
        try {
            return Json.MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
