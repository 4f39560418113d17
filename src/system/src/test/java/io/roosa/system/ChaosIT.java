package io.roosa.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A small ordeal of the packaged jars, and the proof that an ordeal can be failed. */
class ChaosIT {

    private static final Duration WHOLE = Duration.ofMinutes(5);

    @Test
    void no_order_is_lost_charged_twice_or_shown_wrongly_whatever_is_killed(@TempDir Path directory) {
        String seed = System.getProperty("roosa.seed", String.valueOf(System.nanoTime() % 1_000_000));

        String output = ended(directory, 0, "chaos", "--scenario", "small", "--orders", "60", "--seed", seed, "--data", "data");

        assertThat(output).contains("seed " + seed, "60 placed, 60 exposed", "No invariant broke");
    }

    @Test
    void an_ordeal_with_a_planted_bug_names_the_invariant_that_broke(@TempDir Path directory) {
        String output = ended(directory, 1, "chaos", "--bug", "CHARGE_WITHOUT_KEY", "--orders", "40", "--seed", "1", "--data", "data");

        assertThat(output).contains("BROKEN: ").contains(Invariant.CHARGED_AT_MOST_ONCE.name());
    }

    private static String ended(Path directory, int exitCode, String... arguments) {
        RunningJar chaos = PackagedJars.launcher(directory, Map.of(), List.of(), arguments);
        try {
            OptionalInt ended = chaos.awaitExit(WHOLE);
            System.out.println(chaos.output());
            assertThat(ended).as(chaos.output()).hasValue(exitCode);
            return chaos.output();
        } finally {
            chaos.terminate();
        }
    }
}
