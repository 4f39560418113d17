package io.roosa.bench.mocks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** The three systems below in one process: each says yes to every order at once, so that what is measured stands above them. */
public final class Mocks {

    private Mocks() {
    }

    /** Serves on the port that is the first argument, on loopback. */
    public static void main(String... arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx.vertx().createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port)).requestHandler(Mocks::answer).listen()
                .onSuccess(server -> System.out.println("ready"))
                .onFailure(failure -> {
                    System.err.println(failure.getMessage());
                    System.exit(1);
                });
    }

    private static void answer(HttpServerRequest request) {
        String key = String.valueOf(request.getHeader("Idempotency-Key"));
        String answer = switch (request.path()) {
            case "/inventory/check" -> "{\"available\":true,\"reservation\":\"" + key + "\"}";
            case "/payment/charge" -> "{\"chargeId\":\"" + key + "\",\"status\":\"CHARGED\"}";
            case "/shipping/create" -> "{\"shipmentId\":\"" + key + "\",\"status\":\"CREATED\"}";
            default -> "";
        };
        if (answer.isEmpty()) {
            request.response().setStatusCode("/".equals(request.path()) ? 204 : 404).end();
            return;
        }
        request.body().onSuccess(order -> request.response().putHeader("Content-Type", "application/json").end(answer));
    }
}
