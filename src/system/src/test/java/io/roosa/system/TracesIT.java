package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.shared.app.Environment;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** One order is one trace over the six processes, also when order-proc-api is killed in the midst of it. */
class TracesIT {

    private static final String TRACE = "5ce0e9a56015fec5aadfa328ae398115";
    private static final String CLIENT = "b7ad6b7169203331";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void what_is_done_before_and_after_a_kill_of_order_proc_api_is_one_trace(@TempDir Path directory) throws Exception {
        TraceFiles traces = new TraceFiles(directory.resolve("traces"));
        AddressBook addresses = AddressBook.of(Environment.named("test")).withFreePorts().keptIn(directory.resolve("data"))
                .with("traces.to", "file").with("traces.directory", traces.directory().toString())
                .with("inventory-sys-api.failure-rate", "0").with("payment-sys-api.failure-rate", "0").with("payment-sys-api.timeout-rate", "0")
                .with("shipping-sys-api.failure-rate", "0");
        SixProcesses six = new SixProcesses(addresses, PackagedJars.HOME, directory);
        try {
            six.start(part -> { });
            misbehave(addresses, "HANG");
            String orderId = place(addresses);
            until().until(() -> traces.told(TRACE).stream().anyMatch(span -> span.application().equals(House.PROCESS) && span.name().equals("checkInventory")));

            six.running(House.PROCESS).kill();

            six.running(House.PROCESS).awaitExit(Duration.ofSeconds(10));
            misbehave(addresses, "NORMAL");
            six.startAnew(House.PROCESS);
            until().until(() -> ask(addresses, "/orders/" + orderId + "/status").contains("\"" + OrderStatus.SHIPPED + "\""));
            until().until(() -> traces.told(TRACE).stream().map(TraceFiles.Told::name).anyMatch("settleOrder"::equals));
        } finally {
            six.stop();
        }

        traces.tree(TRACE).forEach(System.out::println);
        Set<String> copies = traces.told(TRACE).stream().filter(span -> span.application().equals(House.PROCESS)).map(TraceFiles.Told::copy).collect(Collectors.toSet());
        assertThat(traces.applicationsIn(TRACE)).containsExactly(House.INVENTORY, House.EXPERIENCE, House.PROCESS, House.PAYMENT, House.SHIPPING);
        assertThat(copies).as("the copy that was killed, and the one after it").hasSize(2);
    }

    private void misbehave(AddressBook addresses, String mode) throws Exception {
        http.send(HttpRequest.newBuilder(URI.create(addresses.url(House.PAYMENT) + "/failure-modes")).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"mode\":\"" + mode + "\"}")).build(), BodyHandlers.ofString());
    }

    private String place(AddressBook addresses) throws Exception {
        return Json.MAPPER.readTree(http.send(HttpRequest.newBuilder(URI.create(addresses.url(House.EXPERIENCE) + "/orders")).header("Content-Type", "application/json")
                .header("traceparent", "00-" + TRACE + "-" + CLIENT + "-01").POST(HttpRequest.BodyPublishers.ofString(example())).build(), BodyHandlers.ofString()).body())
                .path("orderId").asText();
    }

    private String ask(AddressBook addresses, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(addresses.url(House.EXPERIENCE) + path)).build(), BodyHandlers.ofString()).body();
    }

    private static String example() throws IOException {
        return Files.readString(PackagedJars.HOME.resolve("raml/examples/order.json"));
    }

    private static ConditionFactory until() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
