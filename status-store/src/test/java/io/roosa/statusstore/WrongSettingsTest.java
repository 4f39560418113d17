package io.roosa.statusstore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.app.StartFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What stops the store from starting, and how it is told: the property, what it holds, what was expected. */
class WrongSettingsTest {

    @TempDir
    private Path directory;

    @Test
    void a_data_directory_that_a_running_store_holds_is_refused() {
        RunningStore holder = RunningStore.on(directory);

        assertRefused(() -> RunningStore.on(directory), "order-status-store.data-dir = " + directory, "no other running order-status-store uses");

        holder.close();
        RunningStore.on(directory).close();
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertRefused(() -> RunningStore.on(file), "order-status-store.data-dir = " + file, "a directory that can be written");
        assertRefused(() -> RunningStore.on(file.resolve("below")), "order-status-store.data-dir = ", "a directory that can be written");
    }

    @Test
    void a_data_directory_in_which_an_earlier_version_kept_orders_is_refused_and_left_as_it_is() throws IOException {
        Path kept = Files.createDirectories(directory.resolve("data").resolve("order-journal").resolve("data")).resolve("ispn12.0");
        Files.writeString(kept, "orders");

        assertRefused(() -> RunningStore.on(directory), "order-status-store.data-dir = " + directory, "without orders of an earlier version",
                "(" + directory.resolve("data") + ") are not read any more", "let the earlier version end its orders there", "or name another one");
        assertThat(kept).hasContent("orders");
        assertThat(directory.resolve("orders")).doesNotExist();

        Files.delete(kept);
        RunningStore.on(directory).close();
    }

    @Test
    void a_data_directory_with_the_index_of_an_earlier_version_is_refused_too() throws IOException {
        Files.createDirectories(directory.resolve("data").resolve("order-journal"));
        Files.createDirectories(directory.resolve("index"));

        assertRefused(() -> RunningStore.on(directory), "order-status-store.data-dir = " + directory, "without orders of an earlier version");
    }

    @Test
    void a_port_that_is_taken_is_refused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(() -> RunningStore.on(directory, taken.getLocalPort()), "order-status-store.port = " + taken.getLocalPort(), "a port that is free");
        }
    }

    @Test
    void wrong_values_are_refused() {
        assertRefused(with("order-status-store.ttl", "soon"), "order-status-store.ttl = soon", "a length of time with its unit");
        assertRefused(with("order-status-store.sync-writes", "perhaps"), "order-status-store.sync-writes = perhaps", "one of true, false");
        assertRefused(with("order-status-store.disk-reserve", "a lot"), "order-status-store.disk-reserve = a lot", "a size with its unit");
        assertRefused(with("order-status-store.component", "redis"), "order-status-store.component = redis", "infinispan, infinispan-embedded");
        assertRefused(with("order-status-store.username", "anna"), "order-status-store.username = anna", "this store knows no users");
    }

    @Test
    void a_configuration_of_its_own_must_be_one() throws IOException {
        Path nonsense = Files.writeString(directory.resolve("nonsense.xml"), "<caches/>");

        assertRefused(with("order-status-store.configuration", directory.resolve("missing.xml").toString()), "missing.xml", "a readable file");
        assertRefused(with("order-status-store.configuration", nonsense.toString()), "nonsense.xml", "an Infinispan configuration");
    }

    private ThrowingCallable with(String property, String value) {
        return () -> RunningStore.with(directory.resolve("data"), Map.of(property, value));
    }

    private static void assertRefused(ThrowingCallable start, String... told) {
        assertThatThrownBy(start).isInstanceOf(StartFailure.class).message().contains(told).hasLineCount(2);
    }
}
