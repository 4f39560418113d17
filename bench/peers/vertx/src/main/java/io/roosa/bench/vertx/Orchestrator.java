package io.roosa.bench.vertx;

import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;

/**
 * The same orders by hand, as few lines as that takes: accept, three calls one after the other, each status written before the
 * next step. No retries, no breakers, no recovery; what becomes of an order after a crash depends on {@link Statuses} alone.
 */
public final class Orchestrator extends AbstractVerticle {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDERS = "/orders";

    private final int port;
    private final int mocks;
    private final Statuses statuses;
    private HttpClient systems;

    private Orchestrator(int port, int mocks, Statuses statuses) {
        this.port = port;
        this.mocks = mocks;
        this.statuses = statuses;
    }

    /** Arguments: the port to serve on, the port of the mocks and, where statuses are to be kept, the port of PostgreSQL. */
    public static void main(String... arguments) {
        Vertx vertx = Vertx.vertx();
        Statuses statuses = arguments.length > 2 ? new StatusesInPostgres(vertx, Integer.parseInt(arguments[2])) : new StatusesInMemory();
        int loops = Runtime.getRuntime().availableProcessors();
        statuses.ready()
                .compose(ready -> vertx.deployVerticle(() -> new Orchestrator(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), statuses),
                        new DeploymentOptions().setInstances(loops)))
                .onSuccess(served -> System.out.println("ready"))
                .onFailure(failure -> {
                    System.err.println(failure.getMessage());
                    System.exit(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        systems = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(500));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port)).requestHandler(this::answer).listen()
                .<Void>mapEmpty().onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        String path = request.path();
        if (request.method() == HttpMethod.POST && path.equals(ORDERS)) {
            request.body().onSuccess(body -> accept(request, body.getBytes()));
        } else if (request.method() == HttpMethod.GET && path.startsWith(ORDERS + "/") && path.endsWith("/status")) {
            tell(request, path.substring(ORDERS.length() + 1, path.length() - "/status".length()));
        } else {
            request.response().setStatusCode("/".equals(path) ? 204 : 404).end();
        }
    }

    private void accept(HttpServerRequest request, byte[] body) {
        JsonNode order;
        try {
            order = JSON.readTree(body);
        } catch (java.io.IOException notJson) {
            request.response().setStatusCode(400).end();
            return;
        }
        String orderId = UUID.randomUUID().toString();
        statuses.received(orderId, new String(body, java.nio.charset.StandardCharsets.UTF_8)).onSuccess(kept -> {
            request.response().setStatusCode(202).putHeader("Content-Type", "application/json").putHeader("Location", ORDERS + "/" + orderId + "/status")
                    .end("{\"orderId\":\"" + orderId + "\",\"status\":\"RECEIVED\"}");
            fulfil(orderId, order);
        }).onFailure(lost -> request.response().setStatusCode(503).end());
    }

    private void tell(HttpServerRequest request, String orderId) {
        statuses.of(orderId).onSuccess(status -> {
            if (status.isEmpty()) {
                request.response().setStatusCode(404).end();
            } else {
                request.response().putHeader("Content-Type", "application/json").end("{\"orderId\":\"" + orderId + "\",\"status\":\"" + status + "\"}");
            }
        }).onFailure(lost -> request.response().setStatusCode(503).end());
    }

    /** The story of an order: the same statuses as ROOSA's, in the same order. */
    private void fulfil(String orderId, JsonNode order) {
        statuses.moved(orderId, "RECEIVED", "INVENTORY_CHECK_STARTED")
                .compose(moved -> call("/inventory/check", orderId, "inventory", order.get("items")))
                .compose(there -> statuses.moved(orderId, "INVENTORY_CHECK_STARTED", "INVENTORY_CONFIRMED"))
                .compose(moved -> call("/payment/charge", orderId, "payment", order.get("payment")))
                .compose(charged -> statuses.moved(orderId, "INVENTORY_CONFIRMED", "PAYMENT_COMPLETED"))
                .compose(moved -> statuses.moved(orderId, "PAYMENT_COMPLETED", "SHIPPING_REQUESTED"))
                .compose(moved -> call("/shipping/create", orderId, "shipping", order.get("shippingAddress")))
                .compose(shipped -> statuses.moved(orderId, "SHIPPING_REQUESTED", "SHIPPED"))
                .onFailure(failure -> System.err.println(orderId + ": " + failure.getMessage()));
    }

    private Future<JsonNode> call(String path, String orderId, String step, JsonNode what) {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST).setHost("127.0.0.1").setPort(mocks).setURI(path)
                .putHeader("Content-Type", "application/json").putHeader("Idempotency-Key", orderId + ":" + step);
        return systems.request(request)
                .compose(open -> open.send(JSON.createObjectNode().put("orderId", orderId).set("of", what).toString()))
                .compose(answer -> answer.statusCode() == 200 ? answer.body() : Future.failedFuture(path + " answered " + answer.statusCode()))
                .map(body -> {
                    try {
                        return JSON.readTree(body.toString());
                    } catch (JsonProcessingException notJson) {
                        throw new IllegalStateException(notJson);
                    }
                });
    }
}
