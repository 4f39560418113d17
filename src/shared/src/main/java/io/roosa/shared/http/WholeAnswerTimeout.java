package io.roosa.shared.http;

import java.util.concurrent.TimeUnit;

import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.util.Timeout;

/**
 * Bounds an outbound call as a whole, from connect to the last byte: HttpClient's own response timeout starts anew with each
 * byte that arrives, so that a system which answers a byte a second would be waited for without end.
 */
public final class WholeAnswerTimeout implements HttpClientConfigurer, AutoCloseable {

    private static final long TICK_MILLIS = 50;

    /** Looks at all calls twenty times a second, rather than be woken for each of them. */
    private final HashedWheelTimer clock = new HashedWheelTimer(new DefaultThreadFactory("whole-answer-timeout", true), TICK_MILLIS, TimeUnit.MILLISECONDS);

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("wholeAnswerTimeout", (request, scope, chain) -> {
            Timeout timeout = scope.clientContext.getRequestConfigOrDefault().getResponseTimeout();
            if (timeout != null && timeout.isEnabled() && scope.originalRequest instanceof Cancellable call) {
                // Cancelling a call that has ended is harmless: it has given its connection back by then.
                clock.newTimeout(over -> call.cancel(), timeout.toMilliseconds(), TimeUnit.MILLISECONDS);
            }
            return chain.proceed(request, scope);
        });
    }

    @Override
    public void close() {
        clock.stop();
    }
}
