package io.roosa.shared.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.vertx.core.VertxOptions;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.http.Contract;
import io.roosa.shared.http.Door;
import io.roosa.shared.http.Edge;
import io.roosa.shared.http.Guard;
import io.roosa.shared.http.Lanes;

/** An application that serves orders in this JVM, until it is stopped. */
public final class RunningApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.roosa");
    private static final int FREE_PORTS_TRIED = 3;

    private final Application application;
    private final Environment environment;
    private final Main main = new MainWithoutProfile();
    private Assembly assembly;
    private Guard guard;
    private Edge edge;
    private Door door;
    private int port;
    private int managementPort;
    private final Set<String> anyPortWillDo = new HashSet<>();
    private boolean lostFreePort;

    private RunningApplication(Application application, Environment environment) {
        this.application = application;
        this.environment = environment;
    }

    static RunningApplication start(Application application, Environment environment, Map<String, String> overrides, Map<String, Object> beans) {
        Instant began = Instant.now();
        RunningApplication running = started(application, environment, overrides, beans, FREE_PORTS_TRIED);
        LOG.info("{} {} {}; environment {}{}{}, health http://{}:{}/observe/health; ready in {} s", application.name(), Application.version(),
                application.purpose(), environment, application.servesHttp() ? ", API " + running.url() : "",
                running.assembly.announcements().stream().map(", "::concat).collect(Collectors.joining()), running.host(), running.managementPort,
                String.format(Locale.ROOT, "%.1f", Duration.between(began, Instant.now()).toMillis() / 1000.0));
        return running;
    }

    /** Where any free port will do, one that another process takes before it is bound is no failure: there are others. */
    private static RunningApplication started(Application application, Environment environment, Map<String, String> overrides, Map<String, Object> beans,
            int tries) {
        RunningApplication running = new RunningApplication(application, environment);
        try {
            running.start(overrides, beans);
            return running;
        } catch (Exception e) {
            LOG.debug("{} did not start", application.name(), e);
            running.stop();
            if (running.lostFreePort && tries > 1) {
                return started(application, environment, overrides, beans, tries - 1);
            }
            throw new StartFailure(application.name(), e);
        }
    }

    private void start(Map<String, String> overrides, Map<String, Object> beans) throws Exception {
        List<String> locations = new ArrayList<>(environment.locations());
        locations.add("classpath:" + application.name() + ".properties");
        locations.add("classpath:roosa.properties");
        // Camel's default strategy hooks into the end of the JVM as well: its stop and ours would wait for each other.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations(String.join(",", locations));
        overrides.forEach(main::addOverrideProperty);
        main.configure().withName(application.name()).withShutdownTimeout((int) Application.STOP_WITHIN.toSeconds());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport starting) {
                beans.forEach(starting.getCamelContext().getRegistry()::bind);
                assemble(starting.getCamelContext());
            }

            @Override
            public void afterConfigure(BaseMainSupport starting) {
                hangDoorAtStart(starting.getCamelContext());
            }
        });
        main.start();
        Metrics.ofRoutes(main.getCamelContext(), assembly.meters());
        requireBound(application.name() + ".management.port", managementPort);
        if (application.servesHttp()) {
            requireBound(application.name() + ".port", port);
        }
    }

    private void requireBound(String property, int bound) {
        if (!guard.listensOn(bound)) {
            lostFreePort = anyPortWillDo.contains(property);
            throw new WrongSetting(property, String.valueOf(bound), "a port that is free on " + host() + " (another process took it just now)");
        }
    }

    private void assemble(CamelContext context) {
        String name = application.name();
        Settings settings = new Settings(property -> resolved(context, property));
        settings.oneOf("log.format", List.of("text", "json"));
        String host = settings.text(name + ".host");
        assembly = new Assembly(name, environment, settings, context, Metrics.of(context));
        assembly.bind("orderOnLogLines", new OrderOnLogLines());
        port = freePort(settings, name + ".port", host);
        managementPort = freePort(settings, name + ".management.port", host);
        context.getPropertiesComponent().addOverrideProperty(name + ".port", String.valueOf(port));
        context.getPropertiesComponent().addOverrideProperty(name + ".management.port", String.valueOf(managementPort));
        main.configure().httpManagementServer().withEnabled(true).withHost(managementHost(host)).withPort(managementPort);
        if (application.servesHttp()) {
            main.configure().httpServer().withEnabled(true).withHost(host).withPort(port);
            VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindPort(port);
            assembly.bind("apiServer", configuration);
        }
        edge = edge(settings, name);
        guard = Guard.over(new VertxOptions().setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors())), edge);
        assembly.closeAtStop(guard::stop);
        assembly.bind("vertx", guard);
        Traces.of(assembly);
        CamelCommand.of(assembly);
        application.assembly().accept(assembly);
        if (application.servesHttp()) {
            door = new Door(Contract.of(name), Lanes.toApi(guard, edge), guard, edge, assembly.rules(), assembly.pages());
            assembly.engine().setHandlers(List.of(door.bodyCheck()));
            assembly.bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, assembly.engine());
        }
        assembly.routes().forEach(main.configure()::addRoutesBuilder);
    }

    /** As a service the door starts after the server and before the routes: no request ever comes in past it. */
    private void hangDoorAtStart(CamelContext context) {
        try {
            context.addService(new ServiceSupport() {
                @Override
                protected void doStart() {
                    hangDoor(context);
                }
            }, true, true);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void hangDoor(CamelContext context) {
        new Door(Contract.of("management"), Lanes.toManagement(guard), guard, edge, Map.of(), List.of())
                .hang(VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(managementPort)));
        if (application.servesHttp()) {
            VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
            door.hang(router);
            assembly.handlers().forEach(hang -> hang.accept(router));
        }
        guard.open();
    }

    private static Edge edge(Settings settings, String name) {
        return new Edge(settings.duration(own(settings, name, "edge.request-within"), Duration.ofMillis(100)),
                settings.whole(own(settings, name, "edge.max-head"), 512, 65_536),
                settings.whole("camel.server.max-body-size", 1, Integer.MAX_VALUE),
                settings.whole(own(settings, name, "edge.max-requests"), 1, 1_000_000),
                settings.whole(own(settings, name, "edge.max-reads"), 1, 1_000_000),
                settings.whole(own(settings, name, "edge.max-streams"), 1, 1_000_000));
    }

    /** What all applications have in common, unless the application has a value of its own. */
    private static String own(Settings settings, String name, String property) {
        return settings.optionalText(name + "." + property).isPresent() ? name + "." + property : property;
    }

    /** The address that clients use. */
    public String url() {
        return "http://" + host() + ":" + port;
    }

    /** Where health and metrics are asked for. */
    public String managementUrl() {
        return "http://" + host() + ":" + managementPort;
    }

    /** The port of its API, or of Hot Rod for the store. */
    public int port() {
        return port;
    }

    /** The application that runs. */
    public Application application() {
        return application;
    }

    /** The Camel context that runs it. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    private String host() {
        return assembly.settings().text(application.name() + ".host");
    }

    /** Stops taking work, lets what is in flight finish within the bound, then closes what was opened. */
    public void stop() {
        try {
            main.stop();
        } catch (Exception e) {
            LOG.warn("{} did not stop in order: {}", application.name(), e.getMessage());
        }
        while (assembly != null && !assembly.closedLast().isEmpty()) {
            try (AutoCloseable closing = assembly.closedLast().pop()) {
                LOG.debug("{} closes {}", application.name(), closing);
            } catch (Exception e) {
                LOG.warn("{} could not close a resource: {}", application.name(), e.getMessage());
            }
        }
        LOG.info("{} stopped", application.name());
    }

    @Override
    public void close() {
        stop();
    }

    private static Optional<String> resolved(CamelContext context, String property) {
        try {
            return Optional.ofNullable(context.resolvePropertyPlaceholders("{{?" + property + "}}"));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting(property, "(unresolved)", "a value whose {{placeholders}} are set: " + e.getMessage());
        }
    }

    /** Camel takes two servers on the very same host text for one and fails; the loopback address has two names. */
    private static String managementHost(String host) {
        return "127.0.0.1".equals(host) ? "localhost" : host;
    }

    private int freePort(Settings settings, String property, String host) {
        int wanted = settings.port(property);
        if (wanted == 0) {
            anyPortWillDo.add(property);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), wanted));
            return probe.getLocalPort();
        } catch (IOException busy) {
            throw new WrongSetting(property, String.valueOf(wanted), "a port that is free on " + host + " (" + busy.getMessage() + ")");
        }
    }
}
