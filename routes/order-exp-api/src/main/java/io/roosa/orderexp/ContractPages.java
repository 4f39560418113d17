package io.roosa.orderexp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

import io.roosa.shared.http.Pages;

/**
 * What people read before they send an order: the contracts of all six applications, each as RAML, as OpenAPI and as a reference to
 * try it from, under {@code /api/}.
 */
final class ContractPages {

    private static final String SWAGGER_UI = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private ContractPages() {
    }

    /** The pages, from the class path alone: no other host is asked for anything. */
    static Pages pages() {
        return Pages.of(Map.of(
                "/api/", "/api/",
                "/api/contracts/", "/contracts/",
                "/api/swagger-ui/", "/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/"));
    }

    private static String swaggerUiVersion() {
        Properties properties = new Properties();
        try (InputStream stream = ContractPages.class.getResourceAsStream(SWAGGER_UI)) {
            properties.load(stream);
        } catch (IOException unreadable) {
            throw new IllegalStateException(SWAGGER_UI + " of the class path cannot be read", unreadable);
        }
        return properties.getProperty("version");
    }
}
