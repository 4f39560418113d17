package io.roosa.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static boolean isMockCode(String entry) {
        return entry.matches("io/roosa/(failuremodes|inventory|payment|shipping)/.*");
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }
}
