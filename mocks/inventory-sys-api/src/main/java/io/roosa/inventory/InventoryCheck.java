package io.roosa.inventory;

import java.util.List;

import io.roosa.failuremodes.OrderRequest;

/**
 * Asks whether everything in an order can be had.
 *
 * @param orderId the order
 * @param items what is ordered, at least one thing
 */
record InventoryCheck(String orderId, List<StockItem> items) implements OrderRequest {

    /**
     * So many pieces of one thing.
     *
     * @param sku names it, as the warehouse does
     * @param quantity pieces, 1 to 999
     */
    record StockItem(String sku, int quantity) {
    }
}
