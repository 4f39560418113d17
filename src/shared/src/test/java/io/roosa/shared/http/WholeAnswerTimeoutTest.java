package io.roosa.shared.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WholeAnswerTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofMillis(600);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeAnswerTimeout timeout = new WholeAnswerTimeout();
    private ServerSocket server;
    private CloseableHttpClient client;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (!server.isClosed()) {
                Socket caller = server.accept();
                threads.submit(() -> answerSlowly(caller));
            }
            return null;
        });
        HttpClientBuilder builder = HttpClientBuilder.create().disableAutomaticRetries()
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).build());
        timeout.configureHttpClient(builder);
        client = builder.build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        timeout.close();
        server.close();
        threads.shutdownNow();
    }

    @Test
    void an_answer_that_comes_byte_by_byte_is_given_up_when_its_time_is_over() {
        long began = System.nanoTime();

        assertThatThrownBy(() -> get("/100")).isInstanceOf(IOException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(TIMEOUT.minusMillis(50), TIMEOUT.multipliedBy(4));
    }

    @Test
    void the_time_of_a_call_that_has_ended_does_not_end_the_next_one_on_its_connection() throws IOException {
        for (int call = 0; call < 8; call++) {

            String answer = get("/4");

            assertThat(answer).isEqualTo("xxxx");
        }
    }

    private String get(String path) throws IOException {
        return client.execute(new HttpGet("http://127.0.0.1:" + server.getLocalPort() + path), answer -> EntityUtils.toString(answer.getEntity()));
    }

    /** Answers as many bytes as the path says, one every 50 ms: each well before a timeout between bytes. */
    private static Object answerSlowly(Socket caller) throws IOException, InterruptedException {
        try (caller) {
            while (true) {
                StringBuilder request = new StringBuilder();
                while (request.indexOf("\r\n\r\n") < 0) {
                    int read = caller.getInputStream().read();
                    if (read < 0) {
                        return null;
                    }
                    request.append((char) read);
                }
                int length = Integer.parseInt(request.substring(request.indexOf("/") + 1, request.indexOf(" HTTP")));
                OutputStream out = caller.getOutputStream();
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                for (int sent = 0; sent < length; sent++) {
                    out.write('x');
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        }
    }
}
