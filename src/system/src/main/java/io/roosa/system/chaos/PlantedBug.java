package io.roosa.system.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;

import io.roosa.orderproc.Answer;
import io.roosa.orderproc.Journal;
import io.roosa.shared.http.Headers;
import io.roosa.shared.order.Json;
import io.roosa.shared.store.OrderStatusStore;
import io.roosa.system.House;
import io.roosa.system.Invariant;

/** Mistakes that one could make in the applications, each with the invariant that breaks where it is made. */
enum PlantedBug {

    /** Each attempt at a charge is a charge of its own. */
    CHARGE_WITHOUT_KEY(House.PROCESS, Scenario.BAD_LINE, Invariant.CHARGED_AT_MOST_ONCE, "callChargePayment") {
        @Override
        void at(String step, Exchange exchange, Processor target) throws Exception {
            exchange.getMessage().removeHeader(Headers.IDEMPOTENCY_KEY);
            target.process(exchange);
        }
    },

    /** A charge that was not answered in time is taken for one that was not made. */
    TIMEOUT_IS_FAILURE(House.PROCESS, Scenario.BAD_LINE, Invariant.AGREES_WITH_THE_LEDGERS, "journal.append") {
        @Override
        void at(String step, Exchange exchange, Processor target) throws Exception {
            Journal.Outcome outcome = exchange.getProperty("outcome", Journal.Outcome.class);
            exchange.setProperty("outcome", new Journal.Outcome(outcome.status(), outcome.attempts(), outcome.reason(), false));
            target.process(exchange);
        }
    },

    /** Journal and status are written over whatever stands there. */
    PLAIN_PUT(House.PROCESS, Scenario.TAKE_OVER, Invariant.ONLY_ALONG_THE_GRAPH, "journal.append", "writeStatus") {
        @Override
        void at(String step, Exchange exchange, Processor target) throws Exception {
            if (step.equals("writeStatus")) {
                exchange.setProperty("shown", store(exchange, OrderStatusStore.STATUS).get(orderId(exchange)));
            } else {
                exchange.setProperty("storedJournal", store(exchange, OrderStatusStore.JOURNAL).get(orderId(exchange)));
            }
            target.process(exchange);
        }
    },

    /** Nobody looks for orders that were left behind. */
    RECOVERY_OFF(House.PROCESS, Scenario.KILL_PROCESS, Invariant.NEVER_LOST, "ordersToResume.find") {
        @Override
        void at(String step, Exchange exchange, Processor target) {
            exchange.getMessage().setBody(List.of());
        }
    },

    /** The client hears {@code 202} before its order is in the store. */
    ANSWER_BEFORE_WRITE(House.EXPERIENCE, Scenario.KILL_EXPERIENCE, Invariant.NEVER_LOST, "direct:persistOrder") {
        @Override
        void at(String step, Exchange exchange, Processor target) {
            Exchange later = exchange.copy();
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> {
                try {
                    target.process(later);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    },

    /** An accepted order is not entered among those in flight. */
    NOT_IN_FLIGHT(House.EXPERIENCE, Scenario.KILL_PROCESS, Invariant.NEVER_LOST, "enterInFlight") {
        @Override
        void at(String step, Exchange exchange, Processor target) {
            exchange.getMessage().removeHeader("written");
        }
    },

    /** A charge that the open breaker refused counts as made. */
    OPEN_BREAKER_IS_SUCCESS(House.PROCESS, Scenario.ALL_DOWN, Invariant.AGREES_WITH_THE_LEDGERS, "attemptChargePayment/circuitBreaker") {
        @Override
        void at(String step, Exchange exchange, Processor target) throws Exception {
            try {
                target.process(exchange);
            } catch (CallNotPermittedException refused) {
                exchange.setException(refused);
            }
            if (exchange.getException(CallNotPermittedException.class) != null) {
                exchange.setException(null);
                exchange.getMessage().setBody(new Answer.Done(Json.MAPPER.createObjectNode()));
            }
        }
    },

    /** With the store out of reach a status is an error. */
    NO_FALLBACK(House.EXPERIENCE, Scenario.STORE, Invariant.STATUS_WITHIN_A_SECOND, "readLastKnown") {
        @Override
        void at(String step, Exchange exchange, Processor target) {
            throw new IllegalStateException("planted");
        }
    },

    /** Something goes on with an order that has ended. */
    ENDING_OVERWRITTEN(House.PROCESS, Scenario.KILL_PROCESS, Invariant.ONLY_ALONG_THE_GRAPH, "leaveInFlight") {
        @Override
        void at(String step, Exchange exchange, Processor target) throws Exception {
            target.process(exchange);
            store(exchange, OrderStatusStore.STATUS).put(orderId(exchange), "INVENTORY_CONFIRMED");
        }
    },

    /** A reversal that finds no charge forbids none. */
    REVERSAL_BLOCKS_NOTHING(House.PAYMENT, Scenario.BAD_LINE, Invariant.AGREES_WITH_THE_LEDGERS, "reversePayment/process") {
        @Override
        void at(String step, Exchange exchange, Processor target) throws Exception {
            if (exchange.getProperty("planted") == null) {
                exchange.setProperty("planted", true);
                forgetWhereUncharged(exchange);
            }
            target.process(exchange);
        }
    },

    /** The store says that it has written what the kernel still holds in memory. */
    WRITES_NOT_SYNCED(House.STORE, Scenario.POWER_LOSS, Invariant.NEVER_LOST) {
        @Override
        List<String> launched() {
            return Stream.concat(Stream.of("-Dorder-status-store.sync-writes=false"), super.launched().stream()).toList();
        }
    },

    /** A shipment is asked for under a correlation id of its own. */
    ANOTHER_CORRELATION_ID(House.PROCESS, Scenario.KILL_PROCESS, Invariant.ONE_CORRELATION_ID, "callCreateShipment") {
        @Override
        void at(String step, Exchange exchange, Processor target) throws Exception {
            exchange.getMessage().setHeader(Headers.CORRELATION_ID, UUID.randomUUID().toString());
            target.process(exchange);
        }
    };

    private final String application;
    private final Scenario scenario;
    private final Invariant breaks;
    private final List<String> steps;

    PlantedBug(String application, Scenario scenario, Invariant breaks, String... steps) {
        this.application = application;
        this.scenario = scenario;
        this.breaks = breaks;
        this.steps = List.of(steps);
    }

    /** What happens at the step in place of what should. */
    void at(String step, Exchange exchange, Processor target) throws Exception {
        target.process(exchange);
    }

    /** What the JVM of its application is told. */
    List<String> launched() {
        return Sabotaged.with(this);
    }

    /** Whose bug it would be. */
    String application() {
        return application;
    }

    /** The shortest scenario that brings it to light. */
    Scenario scenario() {
        return scenario;
    }

    /** The invariant that breaks. */
    Invariant breaks() {
        return breaks;
    }

    InterceptStrategy asInterceptor() {
        return (CamelContext context, NamedNode node, Processor target, Processor next) -> {
            String step = Step.name(node);
            return steps.contains(step) ? exchange -> at(step, exchange, target) : target;
        };
    }

    private static RemoteCache<String, String> store(Exchange exchange, String cache) {
        return exchange.getContext().getRegistry().lookupByNameAndType("orderStatusStore", RemoteCacheManager.class).getCache(cache);
    }

    private static String orderId(Exchange exchange) {
        return exchange.getProperty("orderId", String.class);
    }

    /** Has the reversal entered for an order that does not exist, where the one that it is for was not charged yet. */
    private static void forgetWhereUncharged(Exchange exchange) throws IOException, InterruptedException {
        ObjectNode reversal = (ObjectNode) Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class));
        String ledger = exchange.getContext().resolvePropertyPlaceholders(
                "http://{{payment-sys-api.host}}:{{payment-sys-api.port}}/payment/ledger/" + reversal.get("orderId").asText());
        String books = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(ledger)).build(), HttpResponse.BodyHandlers.ofString()).body();
        if (Json.MAPPER.readTree(books).path("totals").path("charges").asInt() == 0) {
            reversal.put("orderId", "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071");
        }
        exchange.getMessage().setBody(Json.MAPPER.writeValueAsBytes(reversal));
    }
}
