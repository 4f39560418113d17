package io.roosa.bench.mocks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * The three systems below in one process, which can hold their answers: each call to the held system is answered so long after it
 * came as the first one was held in all, or so many are answered a second from then on, in the order in which they came. It keeps a
 * ledger, and speaks HTTP/1.1 and HTTP/2 without TLS.
 */
public final class Holding extends AbstractVerticle {

    private static final int STREAMS_OF_A_CONNECTION = 100_000;
    private static final int CONNECTIONS_NOT_YET_TAKEN = 4096;

    private static final int TICK_MILLIS = 10;

    private final Deque<Held> held = new ArrayDeque<>();
    private final Map<String, Integer> charges = new HashMap<>();
    private final Map<String, Integer> shipments = new HashMap<>();
    private boolean holds;
    private long calls;
    private long most;

    private record Held(HttpServerRequest request, long since) {
    }

    /** Serves on the port that is the first argument, on 127.0.0.1 to 127.0.0.4: each address has ports of its own. */
    public static void main(String... arguments) {
        Vertx.vertx().deployVerticle(new Holding(Integer.parseInt(arguments[0]))).onFailure(failure -> {
            System.err.println(failure.getMessage());
            System.exit(1);
        });
    }

    private final int port;

    private Holding(int port) {
        this.port = port;
    }

    @Override
    public void start() {
        for (int i = 1; i <= 4; i++) {
            HttpServerOptions options = new HttpServerOptions().setHost("127.0.0." + i).setPort(port).setAcceptBacklog(CONNECTIONS_NOT_YET_TAKEN)
                    .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(STREAMS_OF_A_CONNECTION));
            vertx.createHttpServer(options).requestHandler(this::serve).listen();
        }
    }

    private void serve(HttpServerRequest request) {
        switch (request.path()) {
            case "/hold" -> {
                holds = true;
                told(request);
            }
            case "/release" -> {
                String perSecond = request.getParam("perSecond");
                if (perSecond == null) {
                    release();
                } else {
                    answer(Integer.parseInt(perSecond));
                }
                told(request);
            }
            case "/ledger" -> told(request);
            case "/inventory/check" -> {
                calls++;
                if (holds) {
                    held.add(new Held(request, System.nanoTime()));
                    most = Math.max(most, held.size());
                    request.body();
                } else {
                    request.body().onSuccess(body -> done(request));
                }
            }
            case "/payment/charge", "/shipping/create" -> request.body().onSuccess(body -> {
                calls++;
                (request.path().startsWith("/payment") ? charges : shipments).merge(String.valueOf(request.getHeader("Idempotency-Key")), 1, Integer::sum);
                done(request);
            });
            default -> request.response().setStatusCode("/".equals(request.path()) ? 204 : 404).end();
        }
    }

    private void release() {
        holds = false;
        List<Held> all = List.copyOf(held);
        held.clear();
        long first = all.stream().mapToLong(Held::since).min().orElse(0);
        // As they came: an answer 30 s after its call, not all answers at one moment.
        all.forEach(one -> vertx.setTimer(1 + (one.since() - first) / 1_000_000, due -> done(one.request())));
    }

    /** Whatever comes from now on waits its turn too. */
    private void answer(int perSecond) {
        long began = System.nanoTime();
        long[] answered = {0};
        vertx.setPeriodic(TICK_MILLIS, tick -> {
            long due = (System.nanoTime() - began) * perSecond / 1_000_000_000;
            // A moment without calls is not made up for later.
            for (; answered[0] < due; answered[0]++) {
                Held next = held.poll();
                if (next != null) {
                    done(next.request());
                }
            }
        });
    }

    private static void done(HttpServerRequest request) {
        String key = String.valueOf(request.getHeader("Idempotency-Key"));
        request.response().putHeader("Content-Type", "application/json").end(switch (request.path()) {
            case "/inventory/check" -> "{\"available\":true,\"reservation\":\"" + key + "\"}";
            case "/payment/charge" -> "{\"chargeId\":\"" + key + "\",\"status\":\"CHARGED\"}";
            default -> "{\"shipmentId\":\"" + key + "\",\"status\":\"CREATED\"}";
        });
    }

    private void told(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/json").end("{\"held\":" + held.size() + ",\"mostHeld\":" + most + ",\"calls\":" + calls
                + ",\"charged\":" + charges.size() + ",\"shipped\":" + shipments.size()
                + ",\"chargedAgain\":" + charges.values().stream().filter(times -> times > 1).count() + "}");
    }
}
