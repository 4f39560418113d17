package io.roosa.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo on the packaged jars, from the start of all six to the verdict. */
class DemoIT {

    private static final Duration WHOLE = Duration.ofMinutes(4);

    @ParameterizedTest
    @ValueSource(strings = {"demo --env test --orders 20 --data data", "demo --env test --orders 5 --data data --processes"})
    void a_demo_ends_by_itself_and_breaks_no_invariant(String arguments, @TempDir Path directory) {
        RunningJar demo = PackagedJars.launcher(directory, Map.of(), List.of(), arguments.split(" "));
        try {
            assertThat(demo.awaitExit(WHOLE)).as(demo.output()).hasValue(0);
        } finally {
            demo.terminate();
        }
        System.out.println(demo.output());
        assertThat(demo.output().lines().filter(line -> line.startsWith("held"))).hasSize(6);
        assertThat(demo.output()).contains("drawn from seed").doesNotContain("BROKEN", "not ended");
    }
}
