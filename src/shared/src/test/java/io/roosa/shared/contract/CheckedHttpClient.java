package io.roosa.shared.contract;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The client that tests ask applications with: each answer is held to the application's RAML before the test sees it. An answer
 * that is not as promised fails the test with {@link BrokenPromise}, whatever the test itself asks for.
 */
public final class CheckedHttpClient extends HttpClient {

    private final HttpClient client;
    private final Function<URI, Optional<PromisedAnswers>> promised;

    private CheckedHttpClient(HttpClient client, Function<URI, Optional<PromisedAnswers>> promised) {
        this.client = client;
        this.promised = promised;
    }

    /** A client that speaks to one application alone. */
    public static HttpClient speakingTo(String application) {
        PromisedAnswers promises = PromisedAnswers.of(application);
        return holding(uri -> Optional.of(promises));
    }

    /** A client that speaks to several; {@code promised} tells whose promises hold for an address, and is empty where none do. */
    public static HttpClient holding(Function<URI, Optional<PromisedAnswers>> promised) {
        return new CheckedHttpClient(HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build(), promised);
    }

    private <T> HttpResponse<T> kept(HttpResponse<T> response) {
        promised.apply(response.request().uri()).ifPresent(promises -> promises.kept(Answer.of(response)));
        return response;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException, InterruptedException {
        return kept(client.send(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        return client.sendAsync(request, handler).thenApply(this::kept);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler,
            HttpResponse.PushPromiseHandler<T> pushes) {
        return client.sendAsync(request, handler, pushes).thenApply(this::kept);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }
}
