package io.roosa.orderproc;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.roosa.shared.order.OrderJournal;

/** What shipping-sys-api is asked: send this there. */
record ShipmentRequest(String orderId, List<InventoryCheck.Line> items, JsonNode address) {

    /** The body that asks for all that was ordered to be sent to the customer. */
    public static String of(OrderJournal journal) {
        OrderedGoods order = OrderedGoods.of(journal);
        return Body.of(new ShipmentRequest(journal.orderId(),
                order.items().stream().map(item -> new InventoryCheck.Line(item.sku(), item.quantity())).toList(), order.shippingAddress()));
    }
}
