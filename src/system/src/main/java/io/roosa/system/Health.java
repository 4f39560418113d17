package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks an application's management port whether it is there, and whether it is well. */
public final class Health {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final URI address;

    /** @param managementUrl such as {@code http://127.0.0.1:9081} */
    public Health(String managementUrl) {
        this.address = URI.create(managementUrl + "/observe/health");
    }

    /** Whether it can do its work now. */
    public boolean isUp() {
        return status() == 200;
    }

    /** Whether its management port answers at all, well or not. */
    public boolean isThere() {
        return status() > 0;
    }

    private int status() {
        try {
            return http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
