package io.roosa.system;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.ext.web.Route;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.RestRegistry;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.PromisedAnswers;

/**
 * What a running application really serves: the operations in Camel's REST registry, its HTTP endpoints, the paths of its Vert.x
 * router, and behind each operation the route that does it.
 */
final class Served {

    private final RunningApplication application;
    private final PromisedAnswers promises;

    Served(RunningApplication application, PromisedAnswers promises) {
        this.application = application;
        this.promises = promises;
    }

    /** Every difference between what is served and what the RAML names; none where the two are the same. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        Set<String> promised = promises.operations().stream().map(operation -> operation.method() + " " + operation.path()).collect(Collectors.toSet());
        boolean standing = promised.equals(Set.of("GET /observe/health"));
        Set<String> endpoints = endpoints();
        endpoints.addAll(operationsInRegistry());
        promised.stream().filter(operation -> !endpoints.contains(operation) && !(standing && management().contains(operation)))
                .forEach(operation -> differences.add("not served: " + operation));
        endpoints.stream().filter(operation -> !promised.contains(operation)).forEach(operation -> differences.add("no RAML names " + operation));
        Set<String> paths = promises.operations().stream().map(PromisedAnswers.Asked::path).collect(Collectors.toSet());
        routerPaths().stream().filter(path -> !paths.contains(path.replaceAll(":(\\w+)", "{$1}"))).forEach(path -> differences.add("no RAML names the path " + path));
        if (!standing) {
            promises.operations().stream().map(PromisedAnswers.Asked::operationId).filter(operationId -> !isThere(operationId))
                    .forEach(operationId -> differences.add("no route does " + operationId));
        }
        management().stream().filter(operation -> !operation.startsWith("GET /observe/")).forEach(operation -> differences.add("not for the management port: " + operation));
        return differences;
    }

    private boolean isThere(String operationId) {
        return application.context().getRoute(operationId) != null
                && application.context().getRouteController().getRouteStatus(operationId) == ServiceStatus.Started;
    }

    private Set<String> operationsInRegistry() {
        return application.context().getRestRegistry().listAllRestServices().stream().map(Served::operation).collect(Collectors.toSet());
    }

    private static String operation(RestRegistry.RestService service) {
        return service.getMethod() + " " + service.getBaseUrl();
    }

    private Set<String> endpoints() {
        return platformHttp(application.context()).getHttpEndpoints().stream().flatMap(Served::operations).collect(Collectors.toCollection(HashSet::new));
    }

    private Set<String> management() {
        return platformHttp(application.context()).getHttpManagementEndpoints().stream().flatMap(Served::operations).collect(Collectors.toSet());
    }

    private static Stream<String> operations(HttpEndpointModel endpoint) {
        String verbs = endpoint.getVerbs() == null ? "ANY" : endpoint.getVerbs();
        return Stream.of(verbs.split(",")).map(verb -> verb + " " + endpoint.getUri());
    }

    private Set<String> routerPaths() {
        VertxPlatformHttpRouter api = VertxPlatformHttpRouter.lookup(application.context(), VertxPlatformHttpRouter.getRouterNameFromPort(application.port()));
        return api == null ? Set.of() : api.getRoutes().stream().map(Route::getPath).filter(path -> path != null && !isAside(path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The REST door hangs at the root, as does the page of order-exp-api, which has pages with the rendered contracts too; no RAML names them. */
    private boolean isAside(String path) {
        return path.equals("/") || application.application().name().equals(House.EXPERIENCE) && (path.equals("/api") || path.startsWith("/api/") || path.equals("/control-room/"));
    }

    private static PlatformHttpComponent platformHttp(CamelContext context) {
        return context.getComponent("platform-http", PlatformHttpComponent.class);
    }
}
