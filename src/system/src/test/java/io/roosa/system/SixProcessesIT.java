package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.roosa.shared.app.Environment;
import io.roosa.shared.contract.CheckedHttpClient;
import io.roosa.shared.contract.PromisedAnswers;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Six JVMs from the packaged jars, started one after the other in an order drawn from a printed seed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SixProcessesIT {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(30);
    private static final Map<String, String> CALM = Map.of(House.INVENTORY, "{\"failureRate\":0}", House.PAYMENT,
            "{\"failureRate\":0,\"timeoutRate\":0}", House.SHIPPING, "{\"failureRate\":0}");

    private final HttpClient http = CheckedHttpClient.holding(this::promised);
    private final Map<String, PromisedAnswers> promises = House.PARTS.stream().map(Part::name).collect(Collectors.toMap(name -> name, PromisedAnswers::of));
    private final Map<String, RunningJar> running = new TreeMap<>();
    private AddressBook addresses;
    private Client client;
    private Path directory;
    private String[] options;

    @BeforeAll
    void start_one_after_the_other_in_any_order(@TempDir Path directory) {
        this.directory = directory;
        addresses = AddressBook.of(Environment.named("test")).withFreePorts().keptIn(directory.resolve("data"));
        client = new Client(addresses::url, http);
        long seed = Long.getLong("roosa.seed", System.nanoTime() % 1_000_000);
        List<String> names = new ArrayList<>(House.PARTS.stream().map(Part::name).toList());
        Collections.shuffle(names, new Random(seed));
        System.out.println("started in the order " + names + ", again with -Droosa.seed=" + seed);
        options = Stream.concat(Stream.of("-Dcamel.main.profile=test"), addresses.overrides().entrySet().stream()
                .map(override -> "-D" + override.getKey() + "=" + override.getValue())).toArray(String[]::new);

        names.forEach(name -> {
            running.put(name, PackagedJars.application(name, directory, Map.of(), options));
            await(name).atMost(START).until(new Health(addresses.managementUrl(name))::isLive);
        });
        names.forEach(name -> await(name).atMost(START).until(new Health(addresses.managementUrl(name))::isReady));
    }

    @AfterAll
    void stop_what_was_started() {
        running.values().forEach(RunningJar::kill);
    }

    @BeforeEach
    void calm() {
        CALM.forEach(this::misbehave);
    }

    @Test
    @Order(1)
    void an_order_is_shipped_whatever_order_they_were_started_in() {
        Observation order = livedThrough();

        assertThat(order.last()).contains(OrderStatus.SHIPPED);
        assertThat(Invariants.judge(List.of(order))).allMatch(Verdict::held);
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({"inventory-sys-api, INVENTORY_FAILED", "payment-sys-api, PAYMENT_FAILED", "shipping-sys-api, SHIPPING_FAILED"})
    void an_order_that_is_refused_ends_as_failed_and_uncharged(String system, OrderStatus end) {
        misbehave(system, "{\"failureRate\":1,\"technicalShare\":0}");

        Observation order = livedThrough();

        assertThat(order.last()).contains(end);
        assertThat(Invariants.judge(List.of(order))).allMatch(Verdict::held);
    }

    @Test
    @Order(3)
    void an_order_bears_one_correlation_id_in_every_call_and_log_line() {
        Observation order = livedThrough();

        assertThat(order.books().orElseThrow().correlationIds()).containsExactly(order.correlationId());
        List<String> linesOfOrder = running.values().stream().flatMap(jar -> jar.output().lines())
                .filter(line -> line.contains(order.orderId())).toList();
        assertThat(linesOfOrder).isNotEmpty().allSatisfy(line -> assertThat(line).contains("correlationId=" + order.correlationId()));
    }

    @Test
    @Order(4)
    void the_status_command_tells_where_an_order_is(@TempDir Path directory) {
        Observation order = livedThrough();

        RunningJar status = PackagedJars.launcher(directory, Map.of(), List.of(), "status", order.orderId(), "--url", addresses.url(House.EXPERIENCE));

        assertThat(status.awaitExit(START)).hasValue(0);
        assertThat(status.output().lines()).hasSize(7).first().asString().startsWith(order.orderId() + "  SHIPPED  since ");
    }

    @Test
    @Order(5)
    void the_status_command_tells_an_unknown_order_in_one_line(@TempDir Path directory) {
        String unknown = "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071";

        RunningJar status = PackagedJars.launcher(directory, Map.of(), List.of(), "status", unknown, "--url", addresses.url(House.EXPERIENCE));

        assertThat(status.awaitExit(START)).hasValue(1);
        assertThat(status.output().lines()).singleElement().asString().contains("no order " + unknown);
    }

    @Test
    @Order(6)
    void an_order_whose_process_was_killed_is_shipped_by_the_one_started_anew() {
        misbehave(House.INVENTORY, "{\"mode\":\"DOWN\"}");
        CompletableFuture<Observation> order = CompletableFuture.supplyAsync(this::livedThrough);
        await().atMost(END).until(() -> client.asked(House.PROCESS, "/process/summary").join().body().path("inFlight").asInt() > 0);

        running.get(House.PROCESS).kill();
        running.get(House.PROCESS).awaitExit(END);
        misbehave(House.INVENTORY, CALM.get(House.INVENTORY));
        running.put(House.PROCESS, PackagedJars.application(House.PROCESS, directory, Map.of(), options));

        assertThat(order.join().last()).contains(OrderStatus.SHIPPED);
        assertThat(Invariants.judge(List.of(order.join()))).allMatch(Verdict::held);
    }

    @Test
    @Order(7)
    void each_process_that_is_told_to_stop_ends_with_0_within_ten_seconds() {
        Map<String, OptionalInt> exitCodes = new TreeMap<>();

        List.of(House.EXPERIENCE, House.PROCESS, House.INVENTORY, House.PAYMENT, House.SHIPPING, House.STORE).forEach(name -> {
            running.get(name).terminate();
            exitCodes.put(name, running.get(name).awaitExit(Duration.ofSeconds(10)));
        });

        assertThat(exitCodes).allSatisfy((name, exitCode) -> assertThat(exitCode).as(name).hasValue(0));
    }

    private Optional<PromisedAnswers> promised(URI asked) {
        return House.PARTS.stream().map(Part::name).filter(name -> !name.equals(House.STORE))
                .filter(name -> URI.create(addresses.url(name)).getPort() == asked.getPort()).findFirst().map(promises::get);
    }

    /** Places one order as any customer does and watches it to its end. */
    private Observation livedThrough() {
        Rehearsal rehearsal = new Rehearsal(client, (lives, now) -> { }, END, END);
        rehearsal.play(new Shoppers(7).draw(1));
        assertThat(rehearsal.refused()).isEmpty();
        return rehearsal.observations().get(0);
    }

    private void misbehave(String system, String modes) {
        try {
            int code = http.send(HttpRequest.newBuilder(URI.create(addresses.url(system) + "/failure-modes")).header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(modes)).build(), BodyHandlers.ofString()).statusCode();
            assertThat(code).isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
