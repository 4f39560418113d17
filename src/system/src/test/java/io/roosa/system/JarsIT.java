package io.roosa.system;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** What travels in the packaged jars, and what must not. */
class JarsIT {

    @ParameterizedTest
    @ValueSource(strings = {House.EXPERIENCE, House.PROCESS})
    void no_mock_code_travels_in_a_jar_of_routes(String application) throws IOException {
        List<String> entries = entries(PackagedJars.jar(application));

        assertThat(entries).noneMatch(JarsIT::isMockCode);
    }

    @Test
    void mock_code_in_a_jar_would_be_found() throws IOException {
        List<String> entries = entries(PackagedJars.jar(House.PAYMENT));

        assertThat(entries).anyMatch(JarsIT::isMockCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {House.EXPERIENCE, House.PROCESS, House.INVENTORY, House.PAYMENT, House.SHIPPING, House.STORE})
    void each_jar_tells_what_it_is_made_of_and_the_same_file_lies_beside_it(String application) throws IOException {
        Path jar = PackagedJars.jar(application);

        String inside = text(jar, "META-INF/sbom/application.cdx.json");

        assertThat(inside).isEqualTo(Files.readString(jar.resolveSibling(application + ".cdx.json"))).contains("\"bomFormat\" : \"CycloneDX\"",
                "\"name\" : \"camel-main\"", "\"name\" : \"netty-codec-http\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel-exec", "camel-jms", "camel-mail", "camel-undertow", "camel-netty-http", "camel-vertx-websocket",
            "camel-knative", "camel-cxf-rest", "camel-keycloak", "camel-hazelcast", "camel-kafka", "camel-nats", "infinispan-server-rest"})
    void what_the_security_page_calls_absent_is_in_no_jar(String component) throws IOException {
        for (Part part : House.PARTS) {
            assertThat(text(PackagedJars.jar(part.name()), "META-INF/sbom/application.cdx.json")).as(part.name()).doesNotContain("\"name\" : \"" + component + "\"");
        }
    }

    /** The first releases that answer the weaknesses of docs/security.md. */
    @ParameterizedTest
    @CsvSource({"netty-codec-http, 4.1.138.Final", "netty-codec-http2, 4.1.138.Final", "netty-handler, 4.1.138.Final", "jackson-core, 2.21.6",
            "jackson-databind, 2.21.6", "vertx-core, 4.5.27", "vertx-web, 4.5.27", "logback-core, 1.5.34", "httpcore5, 5.4.3", "httpcore5-h2, 5.4.3",
            "httpclient5, 5.6.3", "snakeyaml, 2.0", "commons-lang3, 3.18.0"})
    void no_jar_has_a_library_older_than_the_release_that_answers_a_published_weakness(String library, String first) throws IOException {
        for (Part part : House.PARTS) {
            assertThat(versions(PackagedJars.jar(part.name()), library)).as(part.name()).noneMatch(version -> isOlder(version, first));
        }
        assertThat(versions(PackagedJars.jar(House.EXPERIENCE), library)).hasSize(1);
    }

    @Test
    void an_older_library_would_be_found() {
        assertThat(isOlder("4.1.136.Final", "4.1.138.Final")).isTrue();
        assertThat(isOlder("2.9.10", "2.21.6")).isTrue();
        assertThat(isOlder("2.21.7", "2.21.6")).isFalse();
    }

    @Test
    void of_swagger_ui_only_what_the_reference_needs_travels() throws IOException {
        List<String> files = entries(PackagedJars.jar(House.EXPERIENCE)).stream().filter(entry -> entry.contains("swagger-ui/") && !entry.endsWith("/"))
                .map(entry -> entry.substring(entry.lastIndexOf('/') + 1)).toList();

        assertThat(files).containsExactlyInAnyOrder("pom.properties", "swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-bundle.js.LICENSE.txt");
    }

    private static boolean isOlder(String version, String first) {
        return ModuleDescriptor.Version.parse(version).compareTo(ModuleDescriptor.Version.parse(first)) < 0;
    }

    private static List<String> versions(Path jar, String library) throws IOException {
        return StreamSupport.stream(Json.MAPPER.readTree(text(jar, "META-INF/sbom/application.cdx.json")).path("components").spliterator(), false)
                .filter(component -> component.path("name").asText().equals(library)).map(component -> component.path("version").asText()).toList();
    }

    private static String text(Path jar, String entry) throws IOException {
        try (JarFile file = new JarFile(jar.toFile()); InputStream stream = file.getInputStream(file.getJarEntry(entry))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isMockCode(String entry) {
        return entry.matches("io/roosa/(failuremodes|inventory|payment|shipping)/.*");
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }
}
