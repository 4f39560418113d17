package io.roosa.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.camel.Route;
import org.awaitility.Awaitility;
import org.infinispan.Cache;
import org.infinispan.manager.EmbeddedCacheManager;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.CheckedHttpClient;
import io.roosa.shared.contract.PromisedAnswers;
import io.roosa.shared.store.OrderStatusStore;

/**
 * The six applications in this JVM, on free ports, with systems that never fail by themselves. Each can be had once more in
 * another state, and its answers are held to its contract by {@link #client()}.
 */
final class CalmHouse implements AutoCloseable {

    private static final List<String> MOCKS = List.of(House.INVENTORY, House.PAYMENT, House.SHIPPING);

    private final Path directory;
    private final Map<String, RunningApplication> six = new LinkedHashMap<>();
    private final List<RunningApplication> copies = new ArrayList<>();
    private final Map<String, PromisedAnswers> promises = House.PARTS.stream().map(Part::name).collect(Collectors.toMap(Function.identity(), PromisedAnswers::of));
    private final Map<String, RunningApplication> withoutRoutes = new HashMap<>();
    private final Map<Integer, String> applications = new ConcurrentHashMap<>();
    private final HttpClient client = CheckedHttpClient.holding(this::promised);
    private final Map<String, String> settings;

    /** @param directory where they keep what they keep */
    CalmHouse(Path directory) {
        this.directory = directory;
        this.settings = new HashMap<>(AddressBook.of(Environment.named("test")).withFreePorts().keptIn(directory.resolve("data")).overrides());
        settings.put("order-status-store.component", "infinispan-embedded");
        MOCKS.forEach(mock -> settings.putAll(Map.of(mock + ".failure-rate", "0", mock + ".technical-share", "0", mock + ".latency-min", "0ms",
                mock + ".latency-max", "0ms", mock + ".seed", "1")));
        settings.putAll(Map.of("payment-sys-api.timeout-rate", "0", "payment-sys-api.timeout-delay", "1s"));
        six.put(House.STORE, started(House.STORE, "test", settings, Map.of()));
        MOCKS.forEach(mock -> six.put(mock, started(mock, "test", settings, Map.of())));
        List.of(House.PROCESS, House.EXPERIENCE).forEach(name -> six.put(name, started(name, "test", settings, storeBean())));
    }

    /** One of the six. */
    RunningApplication application(String name) {
        return six.get(name);
    }

    /** All six, by name. */
    Map<String, RunningApplication> all() {
        return six;
    }

    /** What one of the six promises. */
    PromisedAnswers promises(String name) {
        return promises.get(name);
    }

    /** Asks any application of this house, and fails where it does not answer as promised. */
    HttpClient client() {
        return client;
    }

    /** A cache of the store that the six share. */
    Cache<String, String> cache(String name) {
        return store().getCache(name);
    }

    /** One application more, on the same store, with other settings: pairs of a property and its value. */
    RunningApplication copy(String name, String environment, String... other) {
        // Another environment has no file of its own for all of them: there it is the one of test, under another name.
        Map<String, String> own = new HashMap<>(environment.equals("test") ? Map.of() : fileOf("test"));
        own.putAll(settings);
        own.putAll(Map.of(name + ".port", "0", name + ".management.port", "0"));
        own.computeIfPresent(name + ".data-dir", (key, taken) -> directory.resolve(name + "-" + copies.size()).toString());
        for (int i = 0; i < other.length; i += 2) {
            own.put(other[i], other[i + 1]);
        }
        boolean embedded = own.get("order-status-store.component").equals("infinispan-embedded");
        RunningApplication copy = started(name, environment, own, embedded && !name.equals(House.STORE) ? storeBean() : Map.of());
        copies.add(copy);
        return copy;
    }

    /** The same, with a store that nobody can reach. */
    RunningApplication copyWithoutStore(String name) {
        return copy(name, "test", "order-status-store.component", "infinispan", "order-status-store.url", "127.0.0.1:1");
    }

    /** One of them once more, as it is while it starts or stops: it listens, and its routes are not there. */
    RunningApplication copyWithoutRoutes(String name) {
        return withoutRoutes.computeIfAbsent(name, missing -> {
            RunningApplication copy = copy(name, "test");
            try {
                // For good: once stopped, the route of camel-rest-openapi answers every request with a NullPointerException when it is started again.
                copy.context().getRouteController().stopRoute(copy.context().getRoutes().stream()
                        .filter(route -> route.getEndpoint().getEndpointUri().startsWith("rest-openapi")).map(Route::getRouteId).findFirst().orElseThrow());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return copy;
        });
    }

    private RunningApplication started(String name, String environment, Map<String, String> settings, Map<String, Object> beans) {
        RunningApplication running = House.PARTS.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow().application().get()
                .start(Environment.named(environment), settings, beans);
        if (name.equals(House.STORE)) {
            applications.put(URI.create(running.managementUrl()).getPort(), name);
            Awaitility.await().until(new Health(running.managementUrl())::isReady);
        } else {
            applications.put(running.port(), name);
        }
        return running;
    }

    private static Map<String, String> fileOf(String environment) {
        Properties properties = new Properties();
        try (InputStream file = CalmHouse.class.getResourceAsStream("/application-" + environment + ".properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    private Map<String, Object> storeBean() {
        return Map.of(OrderStatusStore.EMBEDDED, store());
    }

    private EmbeddedCacheManager store() {
        return six.get(House.STORE).context().getRegistry().lookupByNameAndType(OrderStatusStore.EMBEDDED, EmbeddedCacheManager.class);
    }

    private Optional<PromisedAnswers> promised(URI uri) {
        return Optional.ofNullable(applications.get(uri.getPort())).map(promises::get);
    }

    @Override
    public void close() {
        copies.forEach(RunningApplication::stop);
        six.values().stream().filter(application -> !application.application().name().equals(House.STORE)).forEach(RunningApplication::stop);
        six.get(House.STORE).stop();
    }
}
