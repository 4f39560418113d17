package io.roosa.shared.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/** What an application's main class puts together: its settings checked, its beans bound, its routes listed. */
public final class Assembly {

    private final String application;
    private final Environment environment;
    private final Settings settings;
    private final CamelContext context;
    private final List<RoutesBuilder> routes = new ArrayList<>();
    private final List<Consumer<Router>> handlers = new ArrayList<>();
    private final List<String> announcements = new ArrayList<>();
    private final Deque<AutoCloseable> closedLast = new ArrayDeque<>();
    private VertxPlatformHttpEngine engine = new VertxPlatformHttpEngine();

    Assembly(String application, Environment environment, Settings settings, CamelContext context) {
        this.application = application;
        this.environment = environment;
        this.settings = settings;
        this.context = context;
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
