package io.roosa.orderexp;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.store.OrderStatusStore;

import static org.assertj.core.api.Assertions.assertThat;

class OrderFieldsTest {

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/customerId", "/currency", "/items", "/items/0/sku", "/items/1/quantity", "/items/1/unitPrice", "/payment", "/payment/method",
            "/payment/token", "/shippingAddress", "/shippingAddress/name", "/shippingAddress/line1", "/shippingAddress/postalCode",
            "/shippingAddress/city", "/shippingAddress/country"})
    void a_required_field_that_is_missing_is_named(String pointer) {
        RunningExp.Answer answer = exp.place(Orders.without(pointer));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/note", "/shippingAddress/line2"})
    void a_field_that_may_be_missing_may_be_missing(String pointer) {
        assertThat(exp.place(Orders.without(pointer)).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/total", "/items/0/discount", "/payment/cvv", "/shippingAddress/planet", "/~1orders~0", "/orderId"})
    void a_field_that_nobody_knows_is_refused_at_each_level(String pointer) {
        RunningExp.Answer answer = exp.place(Orders.with(pointer, "1"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', value = {
            "/customerId            | ``              ", "/customerId            | 1e999999999  ", "/customerId  | null",
            "/currency              | `ZZZ`           ", "/currency              | `eur`        ", "/currency    | `EURO`", "/currency | 978",
            "/items                 | []              ", "/items                 | {}           ", "/items/1     | `CUP`",
            "/items/0/sku           | ``              ", "/items/0/sku           | 7            ",
            "/items/0/quantity      | 0               ", "/items/0/quantity      | -1           ", "/items/0/quantity | 1000",
            "/items/0/quantity      | 1.5             ", "/items/0/quantity      | `2`          ", "/items/0/quantity | 1e999999999",
            "/items/0/quantity      | 1e-999999999    ", "/items/0/quantity      | 99999999999999999999999999",
            "/items/1/unitPrice     | 0               ", "/items/1/unitPrice     | `0`          ", "/items/1/unitPrice | `0.0000`",
            "/items/1/unitPrice     | -7.90           ", "/items/1/unitPrice     | `-7.90`      ", "/items/1/unitPrice | `+1`",
            "/items/1/unitPrice     | 1.00001         ", "/items/1/unitPrice     | `1.00001`    ", "/items/1/unitPrice | 0.00001",
            "/items/1/unitPrice     | 1e400           ", "/items/1/unitPrice     | `1e400`      ", "/items/1/unitPrice | 1e999999999",
            "/items/1/unitPrice     | 1e-999999999    ", "/items/1/unitPrice     | -1e999999999 ", "/items/1/unitPrice | 1000000000",
            "/items/1/unitPrice     | `1000000000`    ", "/items/1/unitPrice     | `NaN`        ", "/items/1/unitPrice | `1,50`",
            "/items/1/unitPrice     | true            ", "/items/1/unitPrice     | null         ", "/items/1/unitPrice | ` 1`",
            "/payment               | `CARD`          ", "/payment/method        | `CASH`       ", "/payment/token | ``",
            "/payment/token         | [`tok`]         ",
            "/shippingAddress       | []              ", "/shippingAddress/name  | ``           ", "/shippingAddress/line1 | ``",
            "/shippingAddress/postalCode | `12345678901234567`", "/shippingAddress/city | ``       ",
            "/shippingAddress/country | `XX`          ", "/shippingAddress/country | `gb`       ", "/shippingAddress/country | `GBR`",
            "/shippingAddress/line2 | null            ", "/note                  | 1            "})
    void a_value_out_of_its_range_or_of_another_type_is_refused_at_its_place_and_at_once(String pointer, String value) {
        RunningExp.Answer answer = exp.place(Orders.with(pointer, value.replace('`', '"')));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsOnly(pointer);
        assertThat(answer.at("/detail")).isNotEmpty();
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"/customerId,64", "/items/0/sku,64", "/payment/token,128", "/shippingAddress/name,128", "/shippingAddress/line1,128",
            "/shippingAddress/line2,128", "/shippingAddress/postalCode,16", "/shippingAddress/city,128", "/note,1000"})
    void a_text_may_be_as_long_as_the_contract_says_and_no_longer(String pointer, int longest) {
        assertThat(exp.place(Orders.with(pointer, "\"" + "a".repeat(longest) + "\"")).status()).isEqualTo(202);
        assertThat(pointers(exp.place(Orders.with(pointer, "\"" + "a".repeat(longest + 1) + "\"")))).containsExactly(pointer);
    }

    @Test
    void an_order_has_up_to_a_hundred_lines() {
        String line = "{\"sku\":\"TEA\",\"quantity\":1,\"unitPrice\":\"1\"}";

        assertThat(exp.place(Orders.with("/items", "[" + line + ("," + line).repeat(99) + "]")).status()).isEqualTo(202);
        assertThat(pointers(exp.place(Orders.with("/items", "[" + line + ("," + line).repeat(100) + "]")))).containsExactly("/items");
    }

    static Stream<String> rightPrices() {
        return Stream.of("7.9", "\"7.90\"", "0.0001", "\"0.0001\"", "999999999.9999", "\"999999999.9999\"", "1", "1e2", "12.50000");
    }

    @ParameterizedTest
    @MethodSource("rightPrices")
    void a_price_is_a_decimal_text_or_a_number_and_is_kept_to_the_digit(String price) {
        String order = Orders.with("/items/0/unitPrice", price);

        RunningExp.Answer answer = exp.place(order);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Orders.read(exp.journal(answer.at("/orderId")).order()).at("/items/0/unitPrice")).isEqualTo(Orders.read(price));
    }

    @ParameterizedTest
    @CsvSource({"1", "999"})
    void a_quantity_is_1_to_999(String quantity) {
        assertThat(exp.place(Orders.with("/items/0/quantity", quantity)).status()).isEqualTo(202);
    }

    @Test
    void all_that_is_wrong_is_named_at_once() {
        String order = Orders.with(Orders.with(Orders.with(Orders.without("/payment/token"), "/items/0/quantity", "0"), "/items/1/unitPrice", "-1"),
                "/shippingAddress/planet", "\"Mars\"");

        RunningExp.Answer answer = exp.place(order, "X-Correlation-ID", "shop:422");

        assertThat(pointers(answer)).containsOnly("/items/0/quantity", "/items/1/unitPrice", "/payment/token", "/shippingAddress/planet");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/instance")).isEqualTo("/orders");
        assertThat(answer.at("/correlationId")).isEqualTo("shop:422");
        assertThat(answer.body().toString()).doesNotContain("Mars").doesNotContain(Orders.TOKEN);
    }

    @Test
    void codes_and_prices_that_break_a_rule_of_the_field_are_all_named_at_once() {
        String order = Orders.with(Orders.with(Orders.with(Orders.with("/currency", "\"ZZZ\""), "/items/0/unitPrice", "0.12345"), "/items/1/unitPrice", "1.23456"),
                "/shippingAddress/country", "\"XX\"");

        assertThat(pointers(exp.place(order))).containsExactly("/currency", "/items/0/unitPrice", "/items/1/unitPrice", "/shippingAddress/country");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"order\"", "{}"})
    void what_is_no_order_at_all_is_invalid(String body) {
        assertThat(exp.place(body).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "order"})
    void what_is_no_json_is_malformed(String body) {
        assertThat(exp.place(body).status()).isEqualTo(400);
    }

    @Test
    void a_refused_order_leaves_nothing_in_the_store() {
        int before = exp.cache(OrderStatusStore.JOURNAL).size();

        exp.place(Orders.with("/currency", "\"ZZZ\""), "Idempotency-Key", "refused");
        exp.place(Orders.without("/items"));

        assertThat(exp.cache(OrderStatusStore.JOURNAL)).hasSize(before);
        assertThat(exp.cache(OrderStatusStore.IDEMPOTENCY)).isEmpty();
    }

    private static List<String> pointers(RunningExp.Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.body().at("/errors").findValuesAsText("pointer");
    }
}
