package io.roosa.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ServerTest {

    @Test
    void its_time_is_that_of_user_and_system_and_of_its_ended_children() {
        String stat = "4711 (a name) with (brackets) S 1 2 3 4 5 6 7 8 9 10 100 20 3 1 20 0 62 0";

        assertThat(Server.cpuSeconds(stat)).isEqualTo(1.24);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void what_a_process_uses_is_seen_and_a_killed_one_is_gone(@TempDir Path directory) {
        try (Server server = Server.start("busy", true, List.of("/bin/sh", "-c", "while :; do :; done"), directory, Map.of())) {
            long until = System.nanoTime() + 20_000_000_000L;
            while (server.cpuSeconds() == 0 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }

            assertThat(server.cpuSeconds()).isPositive();
            server.kill();
            assertThat(server.runs()).isFalse();
        }
    }
}
