package io.roosa.system;

import java.math.BigDecimal;
import java.util.List;

import com.networknt.schema.JsonSchema;
import org.junit.jupiter.api.Test;

import io.roosa.shared.http.Contract;

import static org.assertj.core.api.Assertions.assertThat;

class ShoppersTest {

    @Test
    void the_same_seed_draws_the_same_orders() {
        List<DrawnOrder> once = new Shoppers(7).draw(30);

        List<DrawnOrder> again = new Shoppers(7).draw(30);

        assertThat(again).isEqualTo(once);
        assertThat(new Shoppers(8).draw(30)).isNotEqualTo(once);
    }

    @Test
    void the_total_is_the_sum_of_the_items() {
        assertThat(new Shoppers(7).draw(100)).allSatisfy(order -> {
            BigDecimal sum = BigDecimal.ZERO;
            for (var item : order.body().path("items")) {
                sum = sum.add(new BigDecimal(item.path("unitPrice").asText()).multiply(BigDecimal.valueOf(item.path("quantity").asLong())));
            }
            assertThat(order.total()).isEqualByComparingTo(sum).isPositive();
        });
    }

    @Test
    void every_drawn_order_is_valid_by_the_contract() {
        JsonSchema schema = Contract.of("order-exp-api").operations().stream().filter(operation -> operation.operationId().equals("placeOrder"))
                .findFirst().orElseThrow().bodySchema().orElseThrow();

        List<DrawnOrder> drawn = new Shoppers(7).draw(100);

        assertThat(drawn).allSatisfy(order -> assertThat(schema.validate(order.body())).isEmpty());
    }
}
