package io.roosa.statusstore;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.micrometer.core.instrument.Gauge;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Assembly;
import io.roosa.shared.app.Settings;
import io.roosa.shared.store.OrderStatusStore;

/** Keeps every order's status and journal on disk, and serves them over Hot Rod, or to applications in the same JVM. */
public final class OrderStatusStoreApplication {

    private static final String NAME = "order-status-store";

    private OrderStatusStoreApplication() {
    }

    /** Runs the store as a process of its own. */
    public static void main(String... args) {
        application().run(args);
    }

    /**
     * The store as an application. Once it runs, its cache manager is found in its Camel registry by the name
     * {@link OrderStatusStore#EMBEDDED}; with {@code order-status-store.component=infinispan-embedded} that is the only way in.
     */
    public static Application application() {
        return application(EmbeddedOrderStatusStore::open);
    }

    /** The same on files that are opened in another way. */
    static Application application(Function<Settings, EmbeddedOrderStatusStore> opened) {
        return Application.standing(NAME, "keeps every order's status and journal on disk", assembly -> assemble(assembly, opened));
    }

    private static void assemble(Assembly assembly, Function<Settings, EmbeddedOrderStatusStore> opened) {
        Settings settings = assembly.settings();
        settings.duration(NAME + ".ttl", Duration.ofSeconds(1));
        boolean embedded = "infinispan-embedded".equals(settings.oneOf(NAME + ".component", List.of("infinispan", "infinispan-embedded")));

        EmbeddedOrderStatusStore store = assembly.closeAtStop(opened.apply(settings));
        assembly.bind(OrderStatusStore.EMBEDDED, store.caches());
        Gauge.builder("roosa.store.refusing.writes", store.reserve(), reserve -> reserve.isRefusing() ? 1 : 0)
                .description("1 while the disk is short of room and orders are not written, else 0").strongReference(true).register(assembly.meters());
        assembly.bind("storeHealth", new StoreHealth(store.caches(), store.reserve()));
        assembly.announces(embedded ? "in this JVM only" : "Hot Rod " + assembly.closeAtStop(HotRodEndpoint.open(settings, store.caches())).address());
        assembly.announces(store.files());
    }
}
