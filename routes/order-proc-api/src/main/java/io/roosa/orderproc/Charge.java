package io.roosa.orderproc;

import io.roosa.shared.order.OrderJournal;

/** What payment-sys-api is asked: charge this card with the order's total. */
record Charge(String orderId, String amount, String currency, String token) {

    /** The body that asks for the order's total. */
    public static String of(OrderJournal journal) {
        OrderedGoods order = OrderedGoods.of(journal);
        return Body.of(new Charge(journal.orderId(), order.total().toPlainString(), order.currency(), order.payment().token()));
    }
}
