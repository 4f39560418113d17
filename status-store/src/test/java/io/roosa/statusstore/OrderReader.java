package io.roosa.statusstore;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.infinispan.commons.api.BasicCache;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.store.OrderStatusStore;

/** An application that reaches the store as order-exp-api and order-proc-api do: through {@link OrderStatusStore}. */
final class OrderReader implements AutoCloseable {

    private final RunningApplication running;
    private final OrderStatusStore store;

    private OrderReader(RunningApplication running, OrderStatusStore store) {
        this.running = running;
        this.store = store;
    }

    static OrderReader of(int hotRodPort, Duration timeout) {
        return of(Map.of("order-status-store.url", "127.0.0.1:" + hotRodPort), Map.of(), timeout);
    }

    static OrderReader of(Map<String, String> properties, Map<String, Object> beans, Duration timeout) {
        AtomicReference<OrderStatusStore> store = new AtomicReference<>();
        Map<String, String> overrides = new HashMap<>(properties);
        overrides.putAll(Map.of("order-reader.host", "127.0.0.1", "order-reader.port", "0", "order-reader.management.port", "0"));
        RunningApplication running = Application
                .standing("order-reader", "reads orders", assembly -> store.set(OrderStatusStore.reachedFrom(assembly, timeout)))
                .start(Environment.named("test"), overrides, beans);
        return new OrderReader(running, store.get());
    }

    BasicCache<String, String> cache(String name) {
        return store.cache(name);
    }

    AutoCloseable listening(String name, Consumer<String> written) {
        return store.listening(name, written);
    }

    OrderStatusStore store() {
        return store;
    }

    @Override
    public void close() {
        running.close();
    }
}
