package io.roosa.shared.order;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrderStatusTest {

    @Test
    void an_order_moves_along_the_graph_of_invariant_2_and_no_other_way() {
        Set<String> moves = new TreeSet<>();
        for (OrderStatus from : OrderStatus.values()) {
            Arrays.stream(OrderStatus.values()).filter(from::mayBecome).forEach(to -> moves.add(from + " > " + to));
        }

        assertThat(moves).containsExactlyInAnyOrder(
                "RECEIVED > INVENTORY_CHECK_STARTED",
                "INVENTORY_CHECK_STARTED > INVENTORY_CONFIRMED",
                "INVENTORY_CHECK_STARTED > INVENTORY_FAILED",
                "INVENTORY_CONFIRMED > PAYMENT_COMPLETED",
                "INVENTORY_CONFIRMED > PAYMENT_FAILED",
                "PAYMENT_COMPLETED > SHIPPING_REQUESTED",
                "SHIPPING_REQUESTED > SHIPPED",
                "SHIPPING_REQUESTED > SHIPPING_FAILED");
    }

    @Test
    void an_order_ends_in_one_of_four_ways() {
        assertThat(Arrays.stream(OrderStatus.values()).filter(OrderStatus::isTerminal).collect(Collectors.toSet())).isEqualTo(
                EnumSet.of(OrderStatus.INVENTORY_FAILED, OrderStatus.PAYMENT_FAILED, OrderStatus.SHIPPED, OrderStatus.SHIPPING_FAILED));
    }

    @Test
    void every_move_goes_forward_in_the_order_of_declaration() {
        for (OrderStatus from : OrderStatus.values()) {
            assertThat(Arrays.stream(OrderStatus.values()).filter(from::mayBecome)).allMatch(to -> to.compareTo(from) > 0);
        }
    }
}
