package io.roosa.bench.restate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.restate.sdk.SharedWorkflowContext;
import dev.restate.sdk.WorkflowContext;
import dev.restate.sdk.annotation.Shared;
import dev.restate.sdk.annotation.Workflow;
import dev.restate.sdk.common.StateKey;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.http.vertx.RestateHttpServer;

/**
 * The same orders as a Restate workflow, one for each order: each call a durable step ({@code ctx.run}), each status the
 * workflow's state, read by a shared handler.
 */
@Workflow
public class OrderWorkflow {

    private static final StateKey<String> STATUS = StateKey.of("status", String.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient systems = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int mocks;

    OrderWorkflow(int mocks) {
        this.mocks = mocks;
    }

    /** Arguments: the port on which Restate finds this service, and the port of the mocks. */
    public static void main(String... arguments) {
        RestateHttpServer.listen(Endpoint.bind(new OrderWorkflow(Integer.parseInt(arguments[1]))), Integer.parseInt(arguments[0]));
        System.out.println("ready");
    }

    /** The story of an order: the same statuses as ROOSA's, in the same order. */
    @Workflow
    public String run(WorkflowContext ctx, JsonNode order) {
        String orderId = ctx.key();
        ctx.set(STATUS, "INVENTORY_CHECK_STARTED");
        ctx.run("inventory", String.class, () -> call("/inventory/check", orderId, "inventory", order.get("items")));
        ctx.set(STATUS, "INVENTORY_CONFIRMED");
        ctx.run("payment", String.class, () -> call("/payment/charge", orderId, "payment", order.get("payment")));
        ctx.set(STATUS, "PAYMENT_COMPLETED");
        ctx.set(STATUS, "SHIPPING_REQUESTED");
        ctx.run("shipping", String.class, () -> call("/shipping/create", orderId, "shipping", order.get("shippingAddress")));
        ctx.set(STATUS, "SHIPPED");
        return "SHIPPED";
    }

    /** Where the order is. */
    @Shared
    public String status(SharedWorkflowContext ctx) {
        return ctx.get(STATUS).orElse("RECEIVED");
    }

    private String call(String path, String orderId, String step, JsonNode what) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("orderId", orderId);
        body.set("of", what);
        HttpResponse<String> answer = systems.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + mocks + path))
                .header("Content-Type", "application/json").header("Idempotency-Key", orderId + ":" + step)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }
}
