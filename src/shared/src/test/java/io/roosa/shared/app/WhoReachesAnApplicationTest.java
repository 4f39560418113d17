package io.roosa.shared.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What docs/security.md says of the network: this machine alone by default, and TLS by Camel's own properties. */
class WhoReachesAnApplicationTest {

    @Test
    void an_application_is_reached_from_its_own_machine_alone_unless_its_host_says_otherwise() throws IOException {
        List<InetAddress> addresses = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).toList();
        assumeThat(addresses).as("this machine has another address than loopback").isNotEmpty();

        try (RunningApplication running = greeting(Map.of())) {
            int management = URI.create(running.managementUrl()).getPort();

            assertThat(addresses).allSatisfy(address -> {
                assertRefused(address, running.port());
                assertRefused(address, management);
            });
        }
    }

    @Test
    void with_a_key_store_the_api_speaks_tls_and_nothing_else(@TempDir Path directory) throws Exception {
        Path keys = keyStore(directory);
        try (RunningApplication running = greeting(Map.of("camel.ssl.enabled", "true", "camel.ssl.keyStore", "file:" + keys,
                "camel.ssl.keystorePassword", "changeit", "camel.server.useGlobalSslContextParameters", "true"))) {
            HttpClient trusting = HttpClient.newBuilder().sslContext(trusting(keys)).version(HttpClient.Version.HTTP_1_1).build();
            URI encrypted = URI.create("https://127.0.0.1:" + running.port() + "/greetings/anna");
            URI plain = URI.create("http://127.0.0.1:" + running.port() + "/greetings/anna");

            HttpResponse<String> answer = trusting.send(HttpRequest.newBuilder(encrypted).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> trusting.send(HttpRequest.newBuilder(plain).build(), HttpResponse.BodyHandlers.ofString())).isInstanceOf(IOException.class);
        }
    }

    private static RunningApplication greeting(Map<String, String> overrides) {
        return Application.serving("greeting-api", "greets", assembly -> assembly.routes(new RouteBuilder() {
            @Override
            public void configure() {
                rest().openApi("classpath:contracts/openapi/greeting-api.json");
                from("direct:greet").routeId("greet").setBody(constant("{}"));
                from("direct:getGreeting").routeId("getGreeting").setBody(constant("{}"));
            }
        })).start(Environment.named("test"), overrides, Map.of());
    }

    private static void assertRefused(InetAddress address, int port) {
        assertThatThrownBy(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), 2000);
            }
        }).as(address + ":" + port).isInstanceOf(ConnectException.class);
    }

    private static Path keyStore(Path directory) throws IOException, InterruptedException {
        Path keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "roosa",
                "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keys.toString(),
                "-storepass", "changeit").inheritIO().start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return keys;
    }

    private static SSLContext trusting(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("roosa", store.getCertificate("roosa"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
