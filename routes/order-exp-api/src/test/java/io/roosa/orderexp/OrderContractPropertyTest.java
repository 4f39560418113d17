package io.roosa.orderexp;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.roosa.shared.http.Contract;
import io.roosa.shared.http.Problem.InvalidField;
import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Orders drawn by chance, right ones and ones that are broken in known places, hold the validator to the contract; each run prints its seed. */
class OrderContractPropertyTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> CURRENCIES = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).sorted().toList();
    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());

    private final Contract.Operation placeOrder = Contract.of("order-exp-api").operations().stream()
            .filter(operation -> operation.operationId().equals("placeOrder")).findFirst().orElseThrow();

    /**
     * One way to break an order.
     *
     * @param pointer the field, with a star for any line of the order
     * @param value what stands there then; a missing node where nothing does
     */
    record Fault(String pointer, JsonNode value) {
    }

    @Property(tries = 1_000)
    void a_right_order_is_accepted(@ForAll("orders") ObjectNode order) {
        assertThat(wrongFieldsOf(order)).isEmpty();
    }

    @Property(tries = 1_000)
    void a_broken_order_is_refused_by_the_name_of_each_broken_field_and_of_no_other(@ForAll("orders") ObjectNode order, @ForAll("faults") List<Fault> faults,
            @ForAll int line) {
        assertThat(wrongFieldsOf(order)).isEmpty();

        TreeSet<String> broken = broken(order, faults, line);

        assertThat(wrongFieldsOf(order)).isEqualTo(broken);
    }

    @Property(tries = 200)
    void an_order_that_was_written_and_read_again_is_the_same_to_the_contract(@ForAll("orders") ObjectNode order, @ForAll("faults") List<Fault> faults, @ForAll int line)
            throws IOException {
        broken(order, faults, line);

        JsonNode readAgain = Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(order));

        assertThat(wrongFieldsOf(readAgain)).isEqualTo(wrongFieldsOf(order));
    }

    @Property(tries = 1)
    void a_validator_that_overlooks_a_field_would_be_found() {
        Throwable found = catchThrowable(() -> {
            ObjectNode order = (ObjectNode) Orders.read(Orders.order());
            TreeSet<String> broken = broken(order, List.of(new Fault("/currency", text("ZZZ"))), 0);
            assertThat(Contract.violations(placeOrder, order)).extracting(InvalidField::pointer).containsExactlyElementsOf(broken);
        });

        assertThat(found).isInstanceOf(AssertionError.class);
    }

    @Provide
    Arbitrary<ObjectNode> orders() {
        Arbitrary<ObjectNode> addresses = Combinators.combine(texts(128), texts(128), texts(16), texts(128), Arbitraries.of(COUNTRIES), texts(128).injectNull(0.5))
                .as((name, line1, postalCode, city, country, line2) -> {
                    ObjectNode address = NODES.objectNode().put("name", name).put("line1", line1).put("postalCode", postalCode).put("city", city).put("country", country);
                    return line2 == null ? address : address.put("line2", line2);
                });
        Arbitrary<ObjectNode> payments = texts(128).map(token -> NODES.objectNode().put("method", "CARD").put("token", token));
        return Combinators.combine(texts(64), Arbitraries.of(CURRENCIES), lines().list().ofMinSize(1).ofMaxSize(12), payments, addresses, texts(1000).injectNull(0.5))
                .as((customer, currency, lines, payment, address, note) -> {
                    ObjectNode order = NODES.objectNode().put("customerId", customer).put("currency", currency);
                    order.putArray("items").addAll(lines);
                    order.set("payment", payment);
                    order.set("shippingAddress", address);
                    return note == null ? order : order.put("note", note);
                });
    }

    /** One to five faults in different fields. */
    @Provide
    Arbitrary<List<Fault>> faults() {
        Arbitrary<Fault> requiredText = fault(List.of("/customerId", "/items/*/sku", "/payment/token", "/shippingAddress/name", "/shippingAddress/line1",
                "/shippingAddress/postalCode", "/shippingAddress/city"), List.of(NODES.missingNode(), text(""), NODES.nullNode(), NODES.numberNode(7),
                NODES.booleanNode(true), NODES.arrayNode(), NODES.objectNode(), text("x".repeat(129))));
        Arbitrary<Fault> optionalText = fault(List.of("/note", "/shippingAddress/line2"), List.of(NODES.nullNode(), NODES.numberNode(7), NODES.objectNode(),
                text("x".repeat(1001))));
        Arbitrary<Fault> code = fault(List.of("/currency", "/shippingAddress/country"), List.of(NODES.missingNode(), text(""), text("eur"), text("ZZZ"), text("XX"), text("E"),
                text("EUR\n"), text("\u00c9UR"), NODES.numberNode(978), NODES.nullNode()));
        Arbitrary<Fault> method = fault(List.of("/payment/method"), List.of(NODES.missingNode(), text("CASH"), text("card"), text(""), NODES.nullNode(), NODES.numberNode(1)));
        Arbitrary<Fault> quantity = fault(List.of("/items/*/quantity"), List.of(NODES.missingNode(), NODES.numberNode(0), NODES.numberNode(-1), NODES.numberNode(1000),
                NODES.numberNode(Long.MAX_VALUE), number("1.5"), number("1e999999999"), text("1"), NODES.nullNode(), NODES.booleanNode(true)));
        Arbitrary<Fault> price = fault(List.of("/items/*/unitPrice"), List.of(NODES.missingNode(), NODES.numberNode(0), NODES.numberNode(-1), number("0.00001"),
                number("1.00001"), number("1000000000"), number("1e400"), number("1e-999999999"), text("0"), text("0.0000"), text("1.00001"), text("1e4"), text("01"),
                text("1000000000"), text("1\n"), text(""), text("NaN"), NODES.nullNode(), NODES.arrayNode()));
        Arbitrary<Fault> unknown = fault(List.of("/total", "/items/*/discount", "/payment/cvv", "/shippingAddress/planet", "/a~1b~0c", "/"), List.of(NODES.nullNode(),
                NODES.numberNode(1), text("x"), NODES.objectNode()));
        return Arbitraries.oneOf(List.of(requiredText, optionalText, code, method, quantity, price, unknown)).list().ofMinSize(1).ofMaxSize(5).uniqueElements(Fault::pointer);
    }

    private static Arbitrary<Fault> fault(List<String> pointers, List<JsonNode> values) {
        return Combinators.combine(Arbitraries.of(pointers), Arbitraries.of(values)).as(Fault::new);
    }

    private static Arbitrary<ObjectNode> lines() {
        Arbitrary<BigDecimal> prices = Arbitraries.bigDecimals().between(new BigDecimal("0.0001"), new BigDecimal("999999999.9999")).ofScale(4);
        return Combinators.combine(texts(64), Arbitraries.integers().between(1, 999), prices, Arbitraries.of(true, false)).as((sku, quantity, price, asText) -> {
            ObjectNode line = NODES.objectNode().put("sku", sku).put("quantity", quantity);
            return asText ? line.put("unitPrice", price.toPlainString()) : line.put("unitPrice", price);
        });
    }

    /** Any characters of Unicode; the contract counts code points. */
    private static Arbitrary<String> texts(int longest) {
        return Arbitraries.oneOf(Arbitraries.integers().between(' ', '~'), Arbitraries.integers().between(0, 0x10FFFF).filter(point -> point < 0xD800 || point > 0xDFFF))
                .list().ofMinSize(1).ofMaxSize(longest).map(points -> points.stream().collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }

    /** Breaks the order in place; answers where. */
    private static TreeSet<String> broken(ObjectNode order, List<Fault> faults, int line) {
        TreeSet<String> pointers = new TreeSet<>();
        for (Fault fault : faults) {
            String pointer = fault.pointer().replace("*", String.valueOf(Math.floorMod(line, order.get("items").size())));
            JsonPointer at = JsonPointer.compile(pointer);
            ObjectNode parent = (ObjectNode) order.at(at.head());
            if (fault.value().isMissingNode()) {
                parent.remove(at.last().getMatchingProperty());
            } else {
                parent.set(at.last().getMatchingProperty(), fault.value());
            }
            pointers.add(pointer);
        }
        return pointers;
    }

    private TreeSet<String> wrongFieldsOf(JsonNode order) {
        TreeSet<String> pointers = new TreeSet<>();
        List<InvalidField> violations = Contract.violations(placeOrder, order, OrderRules::violations);
        violations.forEach(field -> pointers.add(field.pointer()));
        assertThat(violations).as("each field once").hasSameSizeAs(pointers);
        return pointers;
    }

    private static JsonNode text(String text) {
        return NODES.textNode(text);
    }

    private static JsonNode number(String number) {
        return NODES.numberNode(new BigDecimal(number));
    }
}
