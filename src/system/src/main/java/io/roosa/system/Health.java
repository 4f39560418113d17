package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks an application's management port whether it runs, and whether it takes work (docs/metrics.md tells what each one needs for that). */
public final class Health {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final URI health;

    /** @param managementUrl such as {@code http://127.0.0.1:9081} */
    public Health(String managementUrl) {
        this.health = URI.create(managementUrl + "/observe/health/");
    }

    /** Whether it can do its work now, with all that it needs for that. */
    public boolean isReady() {
        return status("ready") == 200;
    }

    /** Whether the process is up, also where it has to wait for what it needs. */
    public boolean isLive() {
        return status("live") == 200;
    }

    /** What keeps an application that was waited for in vain, in a few words. */
    String told() {
        return isLive() ? "runs, but takes no work" : "does not answer";
    }

    private int status(String question) {
        try {
            return http.send(HttpRequest.newBuilder(health.resolve(question)).timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
