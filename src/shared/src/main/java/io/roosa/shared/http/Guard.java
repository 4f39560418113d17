package io.roosa.shared.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.impl.ServerID;
import org.apache.camel.util.concurrent.CamelThreadFactory;

/**
 * The Vert.x of one application, whose servers speak HTTP/1.1 by the letter: no connection is held for longer than a request
 * takes to send, a message that two readers could read in two ways is refused, and every answer bears the security headers.
 * Camel makes its servers by it, and leaves none of this to be set.
 */
public final class Guard extends VertxWrapper {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(2);
    private static final int LONGEST_LINE = 4096;
    private static final int IDLE_SECONDS = 60;

    private final Edge edge;
    private final Set<Visitor> visitors = ConcurrentHashMap.newKeySet();
    private final List<ExecutorService> lanes = new CopyOnWriteArrayList<>();
    private volatile boolean open;

    private Guard(VertxInternal vertx, Edge edge) {
        super(vertx);
        this.edge = edge;
    }

    /** A Vert.x with these threads, guarded. */
    public static Guard over(VertxOptions threads, Edge edge) {
        Guard guard = new Guard((VertxInternal) Vertx.vertx(threads), edge);
        guard.setPeriodic(LOOKS_EVERY.toMillis(), look -> guard.closeOverdue());
        return guard;
    }

    /** Lets requests in, once the doors hang. A server listens before that, and a 404 then would say of an order that it does not exist. */
    public void open() {
        open = true;
    }

    /** Whether one of its servers is bound to the port. Camel only logs where another process took it first. */
    public boolean listensOn(int port) {
        Map<ServerID, HttpServerImpl> bound = sharedTCPServers(HttpServerImpl.class);
        synchronized (bound) {
            return bound.keySet().stream().anyMatch(server -> server.port == port);
        }
    }

    /** Ends all that it started. */
    public void stop() throws Exception {
        close().toCompletionStage().toCompletableFuture().get(CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        lanes.forEach(ExecutorService::shutdownNow);
    }

    Lane lane(String name, int most, int workers) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(workers, workers, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new CamelThreadFactory("#name#-#counter#", name, true));
        threads.allowCoreThreadTimeOut(true);
        lanes.add(threads);
        return new Lane(most, threads);
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        HttpServerOptions strict = new HttpServerOptions(options)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(edge.maxHead());
        HttpServer server = super.createHttpServer(strict).invalidRequestHandler(this::refuseUnread);
        return server.connectionHandler(connection -> receive((Http1xServerConnection) connection, server.requestHandler(), strict));
    }

    /** A request's work is done by the threads of the lane that let it in. */
    @Override
    public <T> Future<T> executeBlocking(Callable<T> work, boolean ordered) {
        ContextInternal context = getContext();
        Lane.Visit visit = context == null ? null : (Lane.Visit) context.localContextData().get(Lane.Visit.class);
        return visit == null ? super.executeBlocking(work, ordered) : visit.work(context, work);
    }

    /** Notes which request the current context serves. */
    void lets(Lane.Visit visit) {
        getOrCreateContext().localContextData().put(Lane.Visit.class, visit);
    }

    private void receive(Http1xServerConnection connection, Handler<HttpServerRequest> served, HttpServerOptions options) {
        connection.channelHandlerContext().pipeline().replace("httpDecoder", "httpDecoder", new LiteralDecoder(options));
        Visitor visitor = new Visitor(connection);
        visitors.add(visitor);
        connection.closeHandler(closed -> visitors.remove(visitor));
        connection.handler(request -> {
            visitor.asks(request);
            protect(request);
            if (!open) {
                request.response().putHeader("Retry-After", "1");
                refuse(request, Problem.of(503, "The application is starting"));
            } else if (isLiteral(request)) {
                served.handle(request);
            } else {
                refuse(request, Problem.of(400, "The request is not well-formed HTTP/1.1"));
            }
        });
    }

    private void closeOverdue() {
        long now = System.nanoTime();
        visitors.stream().filter(visitor -> visitor.overdue(now, edge.requestWithin().toNanos())).forEach(Visitor::close);
    }

    private static boolean isLiteral(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> encodings = headers.getAll("Transfer-Encoding");
        boolean newest = request.version() == HttpVersion.HTTP_1_1;
        return request.version() != null
                && RequestTarget.isPath(request.path())
                && (request.query() == null || RequestTarget.isDecodable(request.query()))
                && !headers.contains("")
                && headers.getAll("Host").size() <= 1 && (!newest || headers.contains("Host"))
                && headers.getAll("Content-Type").size() <= 1
                && (encodings.isEmpty() || newest && encodings.size() == 1 && "chunked".equals(encodings.get(0).toLowerCase(Locale.ROOT)));
    }

    private void refuseUnread(HttpServerRequest request) {
        protect(request);
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            refuse(request, Problem.of(414, "A request line has at most " + LONGEST_LINE + " bytes"));
        } else if (cause instanceof TooLongHttpHeaderException) {
            refuse(request, Problem.of(431, "The head of a request has at most " + edge.maxHead() + " bytes"));
        } else {
            refuse(request, Problem.of(400, "The request is not well-formed HTTP/1.1"));
        }
    }

    private static void protect(HttpServerRequest request) {
        request.response().headers()
                .set("X-Content-Type-Options", "nosniff")
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .set("Referrer-Policy", "no-referrer")
                .set("Cache-Control", "no-store")
                // Shorter than we wait ourselves: a client that heeds it never sends into a connection that is being closed.
                .set("Keep-Alive", "timeout=5");
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        String correlationId = CorrelationId.takenOrMade(request.headers().getAll(Headers.CORRELATION_ID)).text();
        request.response().setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .putHeader(Headers.CORRELATION_ID, correlationId)
                .end(Buffer.buffer(problem.at(RequestTarget.shown(request.path()), correlationId).json()));
        request.connection().close();
    }

    /** Refuses what RFC 9112 only advises to refuse: a length and chunks in one message, by which a second request is smuggled past a proxy. */
    private static final class LiteralDecoder extends VertxHttpRequestDecoder {

        LiteralDecoder(HttpServerOptions options) {
            super(options);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("Both Content-Length and Transfer-Encoding");
        }
    }

    /** A connection, and how long it has kept us waiting. */
    private static final class Visitor {

        private static final long LINGERS = Duration.ofSeconds(1).toNanos();

        private final Http1xServerConnection connection;
        private volatile HttpServerRequest request;
        private volatile long since = System.nanoTime();
        private volatile boolean answered = true;

        Visitor(Http1xServerConnection connection) {
            this.connection = connection;
        }

        void asks(HttpServerRequest next) {
            since = System.nanoTime();
            answered = false;
            request = next;
        }

        /** While a request is at work it is we who keep the client waiting. */
        boolean overdue(long now, long patience) {
            HttpServerRequest last = request;
            if (last == null) {
                return now - since > patience;
            }
            if (!last.response().ended()) {
                return !last.isEnded() && now - since > patience;
            }
            if (!answered) {
                answered = true;
                since = now;
            }
            return now - since > (last.isEnded() ? patience : LINGERS);
        }

        void close() {
            connection.close();
        }
    }
}
