package io.roosa.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** ./roosa with a stand-in for Java and for the build, in a folder whose name has a space. */
@DisabledOnOs(OS.WINDOWS)
class RoosaScriptTest {

    @TempDir
    private Path directory;
    private Path project;

    @BeforeEach
    void lay_out_a_project() throws IOException {
        project = Files.createDirectories(directory.resolve("the project"));
        script(project.resolve("roosa"), Files.readString(Path.of("../../roosa")));
        script(project.resolve("mvnw"), "#!/bin/sh\necho built >> built\nmkdir -p src/system/target && touch src/system/target/roosa.jar\n");
    }

    @Test
    void builds_once_and_hands_every_argument_on() throws IOException {
        java("17.0.9");

        Told first = run(Map.of("JAVA_OPTS", "-Xmx256m -Da=b"), "status", "an order");
        Told second = run(Map.of(), "demo");

        String jar = project.toRealPath().resolve("src/system/target/roosa.jar").toString();
        String options = "<@" + project.toRealPath().resolve("ops/jvm.options") + ">";
        assertThat(first.output()).containsExactly("roosa: building once, this takes a minute or two ...", options, "<-Xmx256m>", "<-Da=b>", "<-jar>", "<" + jar + ">",
                "<status>", "<an order>");
        assertThat(second.output()).containsExactly(options, "<-jar>", "<" + jar + ">", "<demo>");
        assertThat(Files.readAllLines(project.resolve("built"))).hasSize(1);
    }

    @Test
    void an_old_java_is_told_before_anything_is_built() throws IOException {
        java("11.0.2");

        Told told = run(Map.of(), "demo");

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.output()).singleElement().asString().contains("needs Java 17 or later", "11");
    }

    @Test
    void a_missing_java_is_told() throws IOException {
        Told told = run(Map.of("JAVA_HOME", directory.resolve("nowhere").toString()), "demo");

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.output()).singleElement().asString().contains("needs Java 17 or later", "not there");
    }

    private void java(String version) throws IOException {
        script(directory.resolve("jdk/bin/java"), """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-11-23' >&2; exit; fi
                printf '<%%s>\\n' "$@"
                """.formatted(version));
    }

    private record Told(int exitCode, List<String> output) {
    }

    private Told run(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(project.resolve("roosa").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_OPTS");
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        try {
            return new Told(process.waitFor(), output);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
