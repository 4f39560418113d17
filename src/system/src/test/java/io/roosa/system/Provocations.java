package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.awaitility.Awaitility;
import org.infinispan.manager.EmbeddedCacheManager;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.contract.PromisedAnswers;
import io.roosa.shared.contract.PromisedAnswers.Asked;
import io.roosa.shared.contract.PromisedAnswers.Promise;
import io.roosa.shared.order.Json;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

/**
 * How each status that a contract names is brought about in a house of six applications: one way for each. Requests are the
 * examples of the RAML, so that each of them is sent.
 */
final class Provocations {

    /** The order of all examples. */
    private static final String EXAMPLE_ORDER = "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071";

    private final CalmHouse house;
    private final Map<String, Map<Promise, Callable<HttpResponse<String>>>> ways = new LinkedHashMap<>();

    Provocations(CalmHouse house) {
        this.house = house;
        House.PARTS.stream().map(Part::name).forEach(name -> ways.put(name, new LinkedHashMap<>()));
        List.of(House.EXPERIENCE, House.PROCESS, House.INVENTORY, House.PAYMENT, House.SHIPPING).forEach(this::atEveryDoor);
        experience();
        process();
        List.of(House.INVENTORY, House.PAYMENT, House.SHIPPING).forEach(this::ledgersAndFailureModes);
        systems();
        store();
    }

    /** The way to one status of one operation; empty where nobody knows one. */
    Optional<Callable<HttpResponse<String>>> way(String application, Promise promise) {
        return Optional.ofNullable(ways.get(application).get(promise));
    }

    /** Each status that {@code promises} name and that nothing here provokes, and each that is provoked and not named. */
    List<String> gaps(PromisedAnswers promises) {
        List<String> gaps = new ArrayList<>();
        Map<Promise, ?> known = ways.get(promises.application());
        promises.promises().stream().filter(promise -> !known.containsKey(promise)).forEach(promise -> gaps.add("never provoked: " + promise));
        known.keySet().stream().filter(promise -> !promises.promises().contains(promise)).forEach(promise -> gaps.add("provoked, yet not named: " + promise));
        return gaps;
    }

    private void on(String application, String operationId, int status, Callable<HttpResponse<String>> way) {
        ways.get(application).put(new Promise(operationId, status), way);
    }

    /** What every door refuses, in front of any route. */
    private void atEveryDoor(String name) {
        RunningApplication application = house.application(name);
        for (Asked operation : house.promises(name).operations()) {
            String id = operation.operationId();
            on(name, id, 406, () -> send(application, operation, operation.body().toString(), "Accept", "text/html"));
            on(name, id, 503, () -> send(house.copyWithoutRoutes(name), operation, operation.body().toString()));
            if (!operation.body().isMissingNode()) {
                on(name, id, 400, () -> send(application, operation, operation.body().toString().replaceFirst("}$", "")));
                on(name, id, 413, () -> send(application, operation, "{\"note\":\"" + "x".repeat(65 * 1024) + "\"}"));
                on(name, id, 415, () -> send(application, operation, operation.body().toString(), "Content-Type", "text/plain"));
                on(name, id, 422, () -> send(application, operation, ((ObjectNode) operation.body().deepCopy()).put("surprise", true).toString()));
            }
        }
    }

    private void experience() {
        RunningApplication exp = house.application(House.EXPERIENCE);
        on(House.EXPERIENCE, "placeOrder", 202, () -> example(exp, "placeOrder"));
        on(House.EXPERIENCE, "placeOrder", 409, () -> {
            String key = UUID.randomUUID().toString();
            String orderId = orderId(send(exp, asked(exp, "placeOrder"), "", "Idempotency-Key", key));
            // As if the first request had written no more than its key.
            List.of(OrderStatusStore.JOURNAL, OrderStatusStore.STATUS, OrderStatusStore.IN_FLIGHT).forEach(cache -> house.cache(cache).remove(orderId));
            return send(exp, asked(exp, "placeOrder"), "", "Idempotency-Key", key);
        });
        on(House.EXPERIENCE, "getOrderStatus", 200, () -> get(exp, "/orders/" + placed(exp) + "/status"));
        on(House.EXPERIENCE, "getOrderStatus", 304, () -> {
            String path = "/orders/" + shipped(exp) + "/status";
            return get(exp, path, "If-None-Match", get(exp, path).headers().firstValue("ETag").orElseThrow());
        });
        on(House.EXPERIENCE, "getOrderHistory", 200, () -> get(exp, "/orders/" + shipped(exp) + "/history"));
        on(House.EXPERIENCE, "getOrderEvents", 200, () -> get(exp, "/orders/" + shipped(exp) + "/events"));
        on(House.EXPERIENCE, "getOrderEvents", 204, () -> get(exp, "/orders/" + shipped(exp) + "/events", "Last-Event-ID", "99"));
        for (String question : List.of("Status", "History", "Events")) {
            String path = "/orders/" + newOrder() + "/" + question.toLowerCase(Locale.ROOT);
            on(House.EXPERIENCE, "getOrder" + question, 404, () -> get(exp, path));
            on(House.EXPERIENCE, "getOrder" + question, 503, () -> get(house.copyWithoutStore(House.EXPERIENCE), path));
        }
        on(House.EXPERIENCE, "getRoomBoard", 200, () -> Awaitility.await().until(() -> example(exp, "getRoomBoard"), board -> json(board.body()).has("process")));
        on(House.EXPERIENCE, "getRoomCalls", 200, () -> get(exp, "/room/calls/" + shipped(exp)));
        on(House.EXPERIENCE, "getRoomCalls", 404, () -> get(exp, "/room/calls/no-order"));
        faults(House.EXPERIENCE, "setRoomFault");
        on(House.EXPERIENCE, "placeOrder", 503, () -> example(house.copyWithoutStore(House.EXPERIENCE), "placeOrder"));
    }

    private void process() {
        RunningApplication proc = house.application(House.PROCESS);
        on(House.PROCESS, "processOrder", 202, () -> {
            house.cache(OrderStatusStore.JOURNAL).put(EXAMPLE_ORDER, OrderJournal.received(EXAMPLE_ORDER, "web-7f3a9c", "", Instant.now(),
                    asked(house.application(House.EXPERIENCE), "placeOrder").body().toString(), "order-exp-api").stored());
            house.cache(OrderStatusStore.STATUS).put(EXAMPLE_ORDER, OrderStatus.RECEIVED.name());
            return example(proc, "processOrder");
        });
        on(House.PROCESS, "processOrder", 404, () -> send(proc, asked(proc, "processOrder"), "{\"orderId\":\"" + EXAMPLE_ORDER.replace('9', '8') + "\"}"));
        on(House.PROCESS, "processOrder", 503, () -> {
            RunningApplication exp = house.application(House.EXPERIENCE);
            RunningApplication small = house.copy(House.PROCESS, "test", "order-proc-api.max-in-flight", "1");
            misbehave(House.INVENTORY, "{\"mode\":\"HANG\"}");
            try {
                // Handed over to the small copy at once: the first fills it.
                return Awaitility.await().until(() -> handOver(small, placed(exp)), answer -> answer.statusCode() == 503);
            } finally {
                behave(House.INVENTORY);
                small.stop();
            }
        });
        on(House.PROCESS, "getOrderProgress", 200, () -> get(proc, "/process/orders/" + placed(house.application(House.EXPERIENCE))));
        on(House.PROCESS, "getOrderProgress", 404, () -> get(proc, "/process/orders/no-order"));
        on(House.PROCESS, "getOrderProgress", 503, () -> get(house.copyWithoutStore(House.PROCESS), "/process/orders/" + EXAMPLE_ORDER));
        on(House.PROCESS, "getProcessBoard", 200, () -> {
            shipped(house.application(House.EXPERIENCE));
            return get(proc, "/process/board");
        });
        on(House.PROCESS, "getOrderCalls", 200, () -> get(proc, "/process/calls/" + shipped(house.application(House.EXPERIENCE))));
        on(House.PROCESS, "getOrderCalls", 404, () -> get(proc, "/process/calls/no-order"));
        faults(House.PROCESS, "setFault");
        for (String action : List.of("retry", "cancel")) {
            on(House.PROCESS, action + "Order", 404, () -> act(proc, newOrder(), action));
            on(House.PROCESS, action + "Order", 409, () -> act(proc, shipped(house.application(House.EXPERIENCE)), action));
        }
        on(House.PROCESS, "retryOrder", 200, () -> act(proc, accepted(), "retry"));
        on(House.PROCESS, "cancelOrder", 200, () -> act(proc, accepted(), "cancel"));
        on(House.PROCESS, "getProcessSummary", 200, () -> get(proc, "/process/summary"));
    }

    /** A system is broken and healed again; in an environment where nobody may, nothing is there to do it with. */
    private void faults(String name, String operation) {
        on(name, operation, 200, () -> {
            try {
                return example(house.application(name), operation);
            } finally {
                behave(House.PAYMENT);
            }
        });
        on(name, operation, 404, () -> example(house.copy(name, "stage"), operation));
    }

    private void ledgersAndFailureModes(String name) {
        RunningApplication mock = house.application(name);
        String system = name.replace("-sys-api", "");
        String named = Character.toUpperCase(system.charAt(0)) + system.substring(1);
        on(name, "get" + named + "Ledger", 200, () -> get(mock, "/" + system + "/ledger"));
        on(name, "get" + named + "LedgerOfOrder", 200, () -> get(mock, "/" + system + "/ledger/" + shipped(house.application(House.EXPERIENCE))));
        on(name, "get" + named + "LedgerOfOrder", 404, () -> get(mock, "/" + system + "/ledger/no-order"));
        on(name, "getFailureModes", 200, () -> get(mock, "/failure-modes"));
        on(name, "setFailureModes", 200, () -> {
            try {
                return example(mock, "setFailureModes");
            } finally {
                behave(name);
            }
        });
        on(name, "resetFailureModes", 200, () -> behave(name));
        for (String operation : List.of("getFailureModes", "setFailureModes", "resetFailureModes")) {
            on(name, operation, 404, () -> example(house.copy(name, "stage"), operation));
        }
    }

    private void systems() {
        RunningApplication payment = house.application(House.PAYMENT);
        on(House.INVENTORY, "checkInventory", 200, () -> example(house.application(House.INVENTORY), "checkInventory"));
        on(House.INVENTORY, "checkInventory", 409, () -> refused(House.INVENTORY, "checkInventory"));
        on(House.PAYMENT, "chargePayment", 200, () -> ofNewOrder(payment, "chargePayment"));
        on(House.PAYMENT, "chargePayment", 402, () -> refused(House.PAYMENT, "chargePayment"));
        on(House.PAYMENT, "chargePayment", 409, () -> {
            example(payment, "reversePayment");
            return example(payment, "chargePayment");
        });
        on(House.PAYMENT, "reversePayment", 200, () -> example(payment, "reversePayment"));
        on(House.SHIPPING, "createShipment", 200, () -> example(house.application(House.SHIPPING), "createShipment"));
        on(House.SHIPPING, "createShipment", 409, () -> refused(House.SHIPPING, "createShipment"));
        Map.of("checkInventory", House.INVENTORY, "chargePayment", House.PAYMENT, "reversePayment", House.PAYMENT, "createShipment", House.SHIPPING)
                .forEach((operation, name) -> on(name, operation, 503, () -> misbehaving(name, "{\"mode\":\"DOWN\"}", operation)));
    }

    private void store() {
        on(House.STORE, "getHealth", 200, () -> ask(house.application(House.STORE).managementUrl() + "/observe/health"));
        on(House.STORE, "getHealth", 503, () -> {
            RunningApplication broken = house.copy(House.STORE, "test");
            broken.context().getRegistry().lookupByNameAndType(OrderStatusStore.EMBEDDED, EmbeddedCacheManager.class).stop();
            return ask(broken.managementUrl() + "/observe/health");
        });
    }

    private HttpResponse<String> refused(String name, String operation) {
        return misbehaving(name, "{\"failureRate\":1,\"technicalShare\":0}", operation);
    }

    private HttpResponse<String> misbehaving(String name, String modes, String operation) {
        misbehave(name, modes);
        try {
            return ofNewOrder(house.application(name), operation);
        } finally {
            behave(name);
        }
    }

    private void misbehave(String name, String modes) {
        send(house.application(name), asked(house.application(name), "setFailureModes"), modes);
    }

    private HttpResponse<String> behave(String name) {
        return example(house.application(name), "resetFailureModes");
    }

    private HttpResponse<String> handOver(RunningApplication proc, String orderId) {
        return send(proc, asked(proc, "processOrder"), "{\"orderId\":\"" + orderId + "\"}");
    }

    private HttpResponse<String> act(RunningApplication proc, String orderId, String action) {
        Asked operation = asked(proc, action + "Order");
        return send(proc, new Asked(operation.operationId(), operation.method(), operation.path().replace("{orderId}", orderId), operation.body()), "");
    }

    /** An order that stands in the store, and that nobody has been told of. */
    private String accepted() {
        String orderId = newOrder();
        house.cache(OrderStatusStore.JOURNAL).put(orderId, OrderJournal.received(orderId, "web-7f3a9c", "", Instant.now(),
                asked(house.application(House.EXPERIENCE), "placeOrder").body().toString(), "order-exp-api").stored());
        house.cache(OrderStatusStore.STATUS).put(orderId, OrderStatus.RECEIVED.name());
        return orderId;
    }

    private String placed(RunningApplication exp) {
        return orderId(example(exp, "placeOrder"));
    }

    private String shipped(RunningApplication exp) {
        String orderId = placed(exp);
        Awaitility.await().until(() -> house.cache(OrderStatusStore.STATUS).get(orderId), OrderStatus.SHIPPED.name()::equals);
        return orderId;
    }

    /** An order that nobody has heard of. */
    private static String newOrder() {
        return new StringBuilder(UUID.randomUUID().toString()).replace(14, 15, "7").toString();
    }

    private static String orderId(HttpResponse<String> accepted) {
        return json(accepted.body()).path("orderId").asText();
    }

    static JsonNode json(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private Asked asked(RunningApplication application, String operationId) {
        return house.promises(application.application().name()).operations().stream().filter(operation -> operation.operationId().equals(operationId))
                .findFirst().orElseThrow();
    }

    /** Sends the operation's example as it stands. */
    private HttpResponse<String> example(RunningApplication application, String operationId) {
        return send(application, asked(application, operationId), "");
    }

    /** Sends the operation's example for an order that nobody has heard of. */
    private HttpResponse<String> ofNewOrder(RunningApplication application, String operationId) {
        Asked operation = asked(application, operationId);
        return send(application, operation, operation.body().toString().replace(EXAMPLE_ORDER, newOrder()));
    }

    private HttpResponse<String> get(RunningApplication application, String path, String... headers) {
        return exchanged(HttpRequest.newBuilder(URI.create(application.url() + path)), headers);
    }

    private HttpResponse<String> ask(String url) {
        return exchanged(HttpRequest.newBuilder(URI.create(url)));
    }

    /** Sends {@code body}, or where that is empty the operation's example. */
    private HttpResponse<String> send(RunningApplication application, Asked operation, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application.url() + operation.path().replace("{orderId}", EXAMPLE_ORDER)));
        if (operation.body().isMissingNode()) {
            return exchanged(request.method(operation.method(), HttpRequest.BodyPublishers.noBody()), headers);
        }
        request.header("Content-Type", "application/json");
        return exchanged(request.method(operation.method(), HttpRequest.BodyPublishers.ofString(body.isEmpty() ? operation.body().toString() : body)), headers);
    }

    private HttpResponse<String> exchanged(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return house.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
