package io.roosa.orderproc;

import java.util.List;

import io.roosa.shared.order.OrderJournal;

/** What inventory-sys-api is asked: is this there? */
record InventoryCheck(String orderId, List<Line> items) {

    record Line(String sku, int quantity) {
    }

    /** The body that asks for all that was ordered. */
    public static String of(OrderJournal journal) {
        OrderedGoods order = OrderedGoods.of(journal);
        return Body.of(new InventoryCheck(journal.orderId(),
                order.items().stream().map(item -> new Line(item.sku(), item.quantity())).toList()));
    }
}
