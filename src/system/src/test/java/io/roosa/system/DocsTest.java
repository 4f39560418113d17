package io.roosa.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a document links to within the project is there. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern OUTSIDE = Pattern.compile("[a-z]+:.*");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(PackagedJars.HOME.resolve("docs"))) {
            List<Path> documents = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
            return Stream.concat(Stream.of("README.md", "raml/README.md", "jbang/README.md").map(PackagedJars.HOME::resolve).filter(Files::exists),
                    documents.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_of_a_document_leads_to_a_file(Path document) throws IOException {
        assertThat(deadLinks(document, Files.readString(document))).isEmpty();
    }

    @Test
    void a_link_to_a_file_that_is_not_there_is_found() {
        List<String> dead = deadLinks(PackagedJars.HOME.resolve("docs/from-mule.md"),
                "[there](../README.md) [gone](../routes/Gone.java) [elsewhere](https://camel.apache.org/) [part](decisions.md#x) [lost](lost.md#y)");

        assertThat(dead).containsExactly("../routes/Gone.java", "lost.md");
    }

    private static List<String> deadLinks(Path document, String text) {
        return LINK.matcher(text).results().map(link -> link.group(1)).filter(link -> !OUTSIDE.matcher(link).matches())
                .filter(link -> !Files.exists(document.resolveSibling(link).normalize())).toList();
    }
}
