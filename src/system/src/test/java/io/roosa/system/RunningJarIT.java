package io.roosa.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RunningJarIT {

    @Test
    void an_application_that_does_not_get_on_writes_to_its_log_what_its_threads_are_at(@TempDir Path directory) {
        RunningJar running = PackagedJars.application("payment-sys-api", directory, Map.of(), "-Dcamel.main.profile=test");
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> running.output().contains("ready in"));

            running.tellThreads();

            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(running.output()).contains("Full thread dump", "vert.x-eventloop-thread"));
            assertThat(running.exitCode()).isEmpty();
        } finally {
            running.kill();
        }
    }
}
