package io.roosa.prober;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.specmatic.test.SpecmaticContractTest;
import org.junit.jupiter.api.BeforeAll;

/** Asks one running application what a stranger makes of its contract: see the executions in the pom. */
class ProbeTest implements SpecmaticContractTest {

    /**
     * Says the same contract as Specmatic can take it. It makes strings from patterns without looking ahead: in OpenAPI's own dialect
     * {@code $} alone is what the twin says for Java's. It cannot know which currencies and countries there are; and a mock
     * that it told to hang would hang for it.
     */
    @BeforeAll
    static void say_what_no_schema_can_say() throws IOException {
        Path twin = Path.of(System.getProperty("twin"));
        Path plain = Path.of(System.getProperty("plain"));
        Files.createDirectories(plain.getParent());
        Files.writeString(plain, Files.readString(twin).replace("$(?![\\\\s\\\\S])", "$")
                .replace("\"pattern\": \"^[A-Z]{3}$\"", "\"enum\": [ \"EUR\", \"NOK\" ]")
                .replace("\"pattern\": \"^[A-Z]{2}$\"", "\"enum\": [ \"DE\", \"NO\" ]")
                .replaceAll("\\[\\s*\"NORMAL\",[^]]*]", "[ \"NORMAL\" ]"));
        System.setProperty("contractPaths", plain.toString());
    }
}
