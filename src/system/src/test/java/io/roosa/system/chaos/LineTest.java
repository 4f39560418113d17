package io.roosa.system.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class LineTest {

    private static final int NO_ANSWER = 0;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final HttpClient caller = HttpClient.newHttpClient();
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private HttpServer payment;
    private Line line;
    private volatile int answers = 200;

    @BeforeEach
    void lead_to_payment() throws IOException {
        payment = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        payment.createContext("/", this::take);
        payment.start();
        line = new Line("http://127.0.0.1:" + payment.getAddress().getPort(), 5);
    }

    @AfterEach
    void take_it_down() {
        line.close();
        payment.stop(0);
    }

    @Test
    void a_good_line_delivers_each_call_and_its_answer() {
        assertThat(charge("one")).isEqualTo(200);

        assertThat(arrived).containsExactly("charge one");
        assertThat(line.heldUp()).isZero();
    }

    @Test
    void of_each_two_orders_the_charge_of_one_is_held_back() {
        line.become(true);

        List<String> orders = charge(IntStream.range(0, 12));

        assertThat(orders).filteredOn(this::isHeldBack).containsExactly("order-0", "order-2", "order-4", "order-6", "order-8", "order-10");
    }

    @Test
    void of_the_others_the_first_charges_are_in_turn_delivered_twice_and_not_answered() {
        line.become(true);

        charge("one");
        assertThat(charge("two")).isEqualTo(200);
        charge("three");
        assertThat(charge("four")).isEqualTo(NO_ANSWER);

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(arrived).containsExactlyInAnyOrder("charge two", "charge two", "charge four"));
    }

    @Test
    void the_line_holds_back_six_charges_and_no_more_until_it_becomes_bad_again() {
        line.become(true);
        charge(IntStream.range(0, 20));
        int heldUp = line.heldUp();

        line.become(true);
        charge(IntStream.range(20, 40));

        assertThat(heldUp).isEqualTo(6);
        assertThat(line.heldUp()).isEqualTo(12);
    }

    @Test
    void a_charge_that_is_held_back_arrives_once_its_reversal_was_acknowledged() {
        String order = heldBack();

        assertThat(reverse(order)).isEqualTo(200);

        awaitQuiet();
        assertThat(arrivedOf(order)).containsExactly("reversal " + order, "charge " + order);
        assertThat(line.overtaken()).isEqualTo(1);
    }

    @Test
    void each_attempt_at_that_charge_is_held_back_and_arrives_for_one_order() {
        String order = heldBack();

        assertThat(charge(order)).isEqualTo(NO_ANSWER);
        reverse(order);

        awaitQuiet();
        assertThat(arrivedOf(order)).containsExactly("reversal " + order, "charge " + order, "charge " + order);
        assertThat(line.heldUp()).isEqualTo(1);
        assertThat(line.overtaken()).isEqualTo(1);
    }

    @Test
    void a_reversal_that_failed_lets_no_charge_go() {
        String order = heldBack();
        answers = 503;

        assertThat(reverse(order)).isEqualTo(503);

        assertThat(line.holdsNothing()).isFalse();
        assertThat(arrivedOf(order)).containsExactly("reversal " + order);
    }

    @Test
    void the_reversal_of_another_order_lets_no_charge_go() {
        String order = heldBack();

        reverse("another");

        assertThat(isHeldBack(order)).isTrue();
        assertThat(line.holdsNothing()).isFalse();
    }

    @Test
    void what_is_held_back_waits_for_its_reversal_also_once_the_line_is_good() {
        String order = heldBack();

        line.become(false);

        assertThat(charge(order)).isEqualTo(NO_ANSWER);
        assertThat(isHeldBack(order)).isTrue();
        assertThat(line.isQuiet()).isFalse();
    }

    @Test
    void a_charge_whose_reversal_does_not_come_is_let_go_and_was_not_overtaken() {
        String order = heldBack();

        line.letGo();

        awaitQuiet();
        assertThat(arrivedOf(order)).containsExactly("charge " + order);
        assertThat(line.overtaken()).isZero();
    }

    @Test
    void an_order_that_was_charged_before_the_line_was_bad_is_not_held_back() {
        List<String> orders = List.of("one", "two");
        orders.forEach(this::charge);
        line.become(true);

        orders.forEach(this::charge);

        assertThat(line.heldUp()).isZero();
    }

    /** An order whose charge the line, which has become bad, holds back. */
    private String heldBack() {
        line.become(true);
        charge("held");
        assertThat(isHeldBack("held")).isTrue();
        return "held";
    }

    private boolean isHeldBack(String order) {
        return !arrived.contains("charge " + order);
    }

    private List<String> arrivedOf(String order) {
        return arrived.stream().filter(call -> call.endsWith(" " + order)).toList();
    }

    private void awaitQuiet() {
        Awaitility.await().atMost(SOON).until(line::isQuiet);
    }

    private List<String> charge(IntStream numbers) {
        List<String> orders = numbers.mapToObj(number -> "order-" + number).toList();
        orders.forEach(this::charge);
        return orders;
    }

    private int charge(String order) {
        return asked("/payment/charge", order);
    }

    private int reverse(String order) {
        return asked("/payment/reversal", order);
    }

    private int asked(String path, String order) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(line.url() + path)).timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.createObjectNode().put("orderId", order).toString())).build();
        try {
            return caller.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException unanswered) {
            return NO_ANSWER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            arrived.add(path.substring(path.lastIndexOf('/') + 1) + " " + Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()).path("orderId").asText());
            exchange.sendResponseHeaders(answers, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
