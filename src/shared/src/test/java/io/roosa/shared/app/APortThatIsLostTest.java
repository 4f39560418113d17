package io.roosa.shared.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A port that was free a moment ago is taken by another process before the application binds it: it must not say that it is ready. */
class APortThatIsLostTest {

    private final List<ServerSocket> thieves = new ArrayList<>();

    @AfterEach
    void theyGiveBack() throws IOException {
        for (ServerSocket thief : thieves) {
            thief.close();
        }
    }

    @Test
    void an_application_that_lost_its_port_does_not_start_and_names_it() throws IOException {
        int wanted;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            wanted = probe.getLocalPort();
        }

        assertThatThrownBy(() -> greeting("greeting-api.port", 3).start(Environment.named("test"), Map.of("greeting-api.port", String.valueOf(wanted)), Map.of()))
                .isInstanceOf(StartFailure.class).hasMessageContaining("greeting-api.port = " + wanted).hasMessageContaining("another process took it");
    }

    @Test
    void a_management_port_that_is_lost_is_told_as_well() throws IOException {
        int wanted;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            wanted = probe.getLocalPort();
        }

        assertThatThrownBy(() -> greeting("greeting-api.management.port", 3)
                .start(Environment.named("test"), Map.of("greeting-api.management.port", String.valueOf(wanted)), Map.of()))
                .isInstanceOf(StartFailure.class).hasMessageContaining("greeting-api.management.port = " + wanted);
    }

    @Test
    void where_any_free_port_will_do_it_takes_another() {
        try (RunningApplication running = greeting("greeting-api.port", 1).start(Environment.named("test"), Map.of("greeting-api.port", "0"), Map.of())) {
            assertThat(running.port()).isNotEqualTo(thieves.get(0).getLocalPort());
        }
    }

    /** An application whose port is taken, the first {@code times} that it starts, between its choice and its bind. */
    private Application greeting(String property, int times) {
        return Application.serving("greeting-api", "greets", assembly -> {
            if (thieves.size() < times) {
                take(assembly.settings().port(property));
            }
            assembly.routes(new RouteBuilder() {
                @Override
                public void configure() {
                    rest().openApi("classpath:contracts/openapi/greeting-api.json");
                    from("direct:greet").routeId("greet").setBody(constant("{}"));
                    from("direct:getGreeting").routeId("getGreeting").setBody(constant("{}"));
                }
            });
        });
    }

    private void take(int port) {
        try {
            thieves.add(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
