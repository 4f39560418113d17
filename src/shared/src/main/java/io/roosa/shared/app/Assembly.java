package io.roosa.shared.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

import io.roosa.shared.http.Problem;

/** What an application's main class puts together: its settings checked, its beans bound, its routes listed. */
public final class Assembly {

    private final String application;
    private final Environment environment;
    private final Settings settings;
    private final CamelContext context;
    private final MeterRegistry meters;
    private final List<RoutesBuilder> routes = new ArrayList<>();
    private final List<Consumer<Router>> handlers = new ArrayList<>();
    private final Map<String, Function<JsonNode, List<Problem.InvalidField>>> rules = new HashMap<>();
    private final List<String> pages = new ArrayList<>();
    private final List<String> announcements = new ArrayList<>();
    private final Deque<AutoCloseable> closedLast = new ArrayDeque<>();
    private VertxPlatformHttpEngine engine = new VertxPlatformHttpEngine();

    Assembly(String application, Environment environment, Settings settings, CamelContext context, MeterRegistry meters) {
        this.application = application;
        this.environment = environment;
        this.settings = settings;
        this.context = context;
        this.meters = meters;
    }

    /** The application's name, which is also the prefix of its properties. */
    public String application() {
        return application;
    }

    /** The environment it runs in. */
    public Environment environment() {
        return environment;
    }

    /** The properties of the chosen environment. */
    public Settings settings() {
        return settings;
    }

    /** The application's Camel context, not yet started. */
    public CamelContext context() {
        return context;
    }

    /** What is counted and timed of orders here; it is served at {@code /observe/metrics}. */
    public MeterRegistry meters() {
        return meters;
    }

    /** Makes a bean known to the routes by name. */
    public <T> T bind(String name, T bean) {
        context.getRegistry().bind(name, bean);
        return bean;
    }

    /** Lists the application's routes, like a table of contents. */
    public void routes(RoutesBuilder... chapters) {
        routes.addAll(List.of(chapters));
    }

    /** Adds Vert.x handlers beside the routes; those with a negative order come before them. */
    public void handlers(Consumer<Router> hang) {
        handlers.add(hang);
    }

    /** Adds to an operation's schema what a schema cannot say; a request that breaks either is answered with all that is wrong at once. */
    public void rules(String operationId, Function<JsonNode, List<Problem.InvalidField>> violations) {
        rules.put(operationId, violations);
    }

    /**
     * Lets GET requests for pages through to the {@link #handlers}, beside what the contract names. They set their own
     * {@code Content-Security-Policy}; without one nothing in a page is loaded.
     *
     * @param paths such as {@code /}, or {@code /api/*} for all below
     */
    public void pages(String... paths) {
        pages.addAll(List.of(paths));
    }

    /** Serves the routes by another engine than Camel's own, such as one that holds answers back. */
    public void servedBy(VertxPlatformHttpEngine engine) {
        this.engine = engine;
    }

    /** Closes something once all routes have stopped; what was opened last is closed first. */
    public <T extends AutoCloseable> T closeAtStop(T resource) {
        closedLast.push(resource);
        return resource;
    }

    /** Adds to the line by which the application tells that it is ready, such as where it listens besides HTTP. */
    public void announces(String fact) {
        announcements.add(fact);
    }

    Map<String, Function<JsonNode, List<Problem.InvalidField>>> rules() {
        return rules;
    }

    List<String> pages() {
        return pages;
    }

    List<String> announcements() {
        return announcements;
    }

    List<RoutesBuilder> routes() {
        return routes;
    }

    List<Consumer<Router>> handlers() {
        return handlers;
    }

    VertxPlatformHttpEngine engine() {
        return engine;
    }

    Deque<AutoCloseable> closedLast() {
        return closedLast;
    }
}
