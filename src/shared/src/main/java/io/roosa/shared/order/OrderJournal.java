package io.roosa.shared.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;

/**
 * The journal entry of one order: what was ordered, who works on it, and what happened so far. It stands in the store from
 * before the {@code 202} until its history may be forgotten (design section 7).
 *
 * @param orderId the order
 * @param correlationId what every call and log line of its life bears
 * @param traceparent the W3C trace of its acceptance, empty where the client sent none
 * @param acceptedAt when it was accepted
 * @param order the order as the client sent it: JSON text, which is written again as it was read, however often the entry is
 * @param owner the copy of order-proc-api that claimed it, empty while nobody has
 * @param claims how often it was claimed: a second claim means that somebody may have called before
 * @param notBefore no copy takes it up before this time
 * @param reversalOwed whether a charge has still to be reversed before the order may leave the in-flight set
 * @param transitions its history, oldest first, never empty
 * @param reversedAt when the reversal that it owed was acknowledged, empty where none was
 * @param interventions what operators did to it, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
// The history comes before the order, so that who wants to know it alone need not read on.
@JsonPropertyOrder({"orderId", "correlationId", "traceparent", "acceptedAt", "transitions"})
public record OrderJournal(String orderId, String correlationId, String traceparent, Instant acceptedAt,
        @JsonRawValue @JsonDeserialize(using = AsItStands.class) String order, String owner, int claims,
        Instant notBefore, boolean reversalOwed, List<Transition> transitions, Optional<Instant> reversedAt,
        List<Intervention> interventions) {

    // What stands in the store was written here: to look for fields that stand twice costs a third of reading it.
    private static final ObjectReader ENTRY = Json.MAPPER.readerFor(OrderJournal.class).without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final ObjectReader HISTORY = Json.MAPPER.readerFor(new TypeReference<List<Transition>>() { })
            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Fills what the stored form leaves out. */
    public OrderJournal {
        traceparent = traceparent == null ? "" : traceparent;
        owner = owner == null ? "" : owner;
        notBefore = notBefore == null ? acceptedAt : notBefore;
        transitions = List.copyOf(transitions);
        reversedAt = reversedAt == null ? Optional.empty() : reversedAt;
        interventions = interventions == null ? List.of() : List.copyOf(interventions);
    }

    /** The entry of an order that has just been received. */
    public static OrderJournal received(String orderId, String correlationId, String traceparent, Instant acceptedAt, String order, String by) {
        return new OrderJournal(orderId, correlationId, traceparent, acceptedAt, order, "", 0, acceptedAt, false,
                List.of(new Transition(OrderStatus.RECEIVED, acceptedAt, 0, "", by, false)), Optional.empty(), List.of());
    }

    /** The same entry for another order: a repeated request belongs to the order that the first one made. */
    public OrderJournal ofOrder(String orderId, String correlationId) {
        return new OrderJournal(orderId, correlationId, traceparent, acceptedAt, order, owner, claims, notBefore, reversalOwed, transitions, reversedAt, interventions);
    }

    /** Reads the stored form. @throws IllegalStateException where the store holds something else */
    public static OrderJournal parse(String stored) {
        try {
            return ENTRY.withAttribute(AsItStands.TEXT, stored).readValue(stored);
        } catch (JsonProcessingException e) {
            throw none(e);
        }
    }

    /** Reads only the history of the stored form, oldest first: what was ordered is not looked at. */
    public static List<Transition> transitionsOf(String stored) {
        try (JsonParser at = HISTORY.createParser(stored)) {
            at.nextToken();
            while (at.nextToken() == JsonToken.FIELD_NAME) {
                boolean history = "transitions".equals(at.currentName());
                at.nextToken();
                if (history) {
                    return HISTORY.readValue(at);
                }
                at.skipChildren();
            }
            throw new IllegalStateException("The store holds a journal entry without a history");
        } catch (JsonProcessingException e) {
            throw none(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException none(JsonProcessingException e) {
        return new IllegalStateException("The store holds a journal entry that is none: " + e.getOriginalMessage(), e);
    }

    /** Takes a value out of the text that is read without making anything of it. */
    private static final class AsItStands extends StdDeserializer<String> {

        private static final long serialVersionUID = 1L;
        private static final String TEXT = "text";

        AsItStands() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser at, DeserializationContext context) throws IOException {
            int begins = (int) at.currentTokenLocation().getCharOffset();
            at.skipChildren();
            return ((String) context.getAttribute(TEXT)).substring(begins, (int) at.currentLocation().getCharOffset());
        }
    }

    /** The stored form, the same text for the same entry: the compare-and-set rests on it. */
    public String stored() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the order is. */
    @JsonIgnore
    public OrderStatus status() {
        return transitions.get(transitions.size() - 1).status();
    }

    /** Whether a copy had claimed the order before its present owner, and so may have made calls for it. */
    @JsonIgnore
    public boolean isTakenOver() {
        return claims > 1;
    }

    /** The same order, claimed by {@code copy}. */
    public OrderJournal claimedBy(String copy) {
        return new OrderJournal(orderId, correlationId, traceparent, acceptedAt, order, copy, claims + 1, notBefore, reversalOwed, transitions, reversedAt, interventions);
    }

    /** The same order, left by its owner for any copy to take up from {@code notBefore} on. */
    public OrderJournal released(Instant notBefore) {
        return new OrderJournal(orderId, correlationId, traceparent, acceptedAt, order, "", claims, notBefore, reversalOwed, transitions, reversedAt, interventions);
    }

    /** The same order after one more transition. @throws IllegalStateException for a move that the life cycle does not have */
    public OrderJournal moved(Transition transition, boolean reversalOwed) {
        if (!status().mayBecome(transition.status())) {
            throw new IllegalStateException("Order " + orderId + " cannot go from " + status() + " to " + transition.status());
        }
        List<Transition> longer = new ArrayList<>(transitions);
        longer.add(transition);
        return new OrderJournal(orderId, correlationId, traceparent, acceptedAt, order, owner, claims, notBefore, reversalOwed, longer, reversedAt, interventions);
    }

    /** The same order once the reversal it owed was acknowledged. */
    public OrderJournal reversed(Instant at) {
        return new OrderJournal(orderId, correlationId, traceparent, acceptedAt, order, owner, claims, notBefore, false, transitions, Optional.of(at),
                interventions);
    }

    /** The same order, with what an operator did to it on record. */
    public OrderJournal intervened(Intervention intervention) {
        List<Intervention> longer = new ArrayList<>(interventions);
        longer.add(intervention);
        return new OrderJournal(orderId, correlationId, traceparent, acceptedAt, order, owner, claims, notBefore, reversalOwed, transitions, reversedAt, longer);
    }
}
