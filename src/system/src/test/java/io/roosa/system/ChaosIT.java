package io.roosa.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A small ordeal of the packaged jars, and the proof that an ordeal can be failed. */
class ChaosIT {

    private static final Duration WHOLE = Duration.ofMinutes(5);
    private static final Pattern LOG_TO_SEE = Pattern.compile("what its threads are at is in (\\S+)");

    @Test
    void no_order_is_lost_charged_twice_or_shown_wrongly_whatever_is_killed(@TempDir Path directory) throws IOException {
        String seed = System.getProperty("roosa.seed", String.valueOf(System.nanoTime() % 1_000_000));

        String output = ended(directory, 0, "chaos", "--scenario", "small", "--orders", "60", "--seed", seed, "--data", "data");

        assertThat(output).contains("seed " + seed, "60 placed, 60 exposed", "No invariant broke");
    }

    @Test
    void an_ordeal_with_a_planted_bug_names_the_invariant_that_broke(@TempDir Path directory) throws IOException {
        String output = ended(directory, 1, "chaos", "--bug", "CHARGE_WITHOUT_KEY", "--orders", "40", "--seed", "1", "--data", "data");

        assertThat(output).contains("BROKEN: ").contains(Invariant.CHARGED_AT_MOST_ONCE.name());
    }

    private static String ended(Path directory, int exitCode, String... arguments) throws IOException {
        RunningJar chaos = PackagedJars.launcher(directory, Map.of(), List.of(), arguments);
        try {
            OptionalInt ended = chaos.awaitExit(WHOLE);
            System.out.println(chaos.output());
            Matcher where = LOG_TO_SEE.matcher(chaos.output());
            while (where.find()) {
                // It is gone with the directory, and tells why an application did not start.
                System.out.println(Files.readString(directory.resolve(where.group(1))));
            }
            assertThat(ended).as(chaos.output()).hasValue(exitCode);
            return chaos.output();
        } finally {
            chaos.terminate();
        }
    }
}
