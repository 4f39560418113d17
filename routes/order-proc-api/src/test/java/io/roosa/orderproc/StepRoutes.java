package io.roosa.orderproc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.DefaultExchange;

import io.roosa.shared.order.OrderJournal;

/**
 * A step's route alone, in the application's own context: its one line that leaves the process is replaced by what the test
 * says, and what would be done with the outcome is told instead of done.
 */
final class StepRoutes {

    private final ProcessUnderTest process;
    private final Deque<Processor> answers = new ConcurrentLinkedDeque<>();

    /** What a step came to. */
    record Outcome(Exchange exchange, List<String> ways) {

        /** What would be written down; null where nothing would. */
        Journal.Outcome recorded() {
            return exchange.getProperty(Becoming.OUTCOME, Journal.Outcome.class);
        }
    }

    private record Ways(List<String> taken) {
    }

    private StepRoutes(ProcessUnderTest process) {
        this.process = process;
    }

    /** @param step the step's route @param operation with a capital, such as ChargePayment @param ways the endpoints that it may go on to */
    static StepRoutes advised(ProcessUnderTest process, String step, String operation, String... ways) {
        StepRoutes routes = new StepRoutes(process);
        try {
            AdviceWith.adviceWith(process.copy().context(), "attempt" + operation, false, route -> route.weaveById("call" + operation).replace()
                    .process(exchange -> routes.answers.removeFirst().process(exchange)));
            AdviceWith.adviceWith(process.copy().context(), step, false, route -> {
                for (String way : ways) {
                    route.weaveByToUri("direct:" + way).replace().process(exchange -> exchange.getProperty("ways", Ways.class).taken().add(way));
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return routes;
    }

    /** Sends the order through the step; its calls are answered so, in this order, and no further call is allowed. */
    Outcome run(OrderJournal order, Processor... calls) {
        answers.clear();
        answers.addAll(List.of(calls));
        Ways ways = new Ways(new ArrayList<>());
        Exchange exchange = new DefaultExchange(process.copy().context());
        exchange.getMessage().setBody(order);
        exchange.setProperty(ProcessProperties.ORDER_ID, order.orderId());
        exchange.setProperty(ProcessProperties.CORRELATION_ID, order.correlationId());
        exchange.setProperty(ProcessProperties.STORED, order.stored());
        exchange.setProperty("ways", ways);
        Exchange done = process.send(exchange, route(order));
        return new Outcome(done, List.copyOf(ways.taken()));
    }

    /** Whether every answer was asked for. */
    boolean allCalled() {
        return answers.isEmpty();
    }

    private String route(OrderJournal order) {
        return Map.of("INVENTORY_CHECK_STARTED", "direct:checkInventory", "INVENTORY_CONFIRMED", "direct:chargePayment",
                "SHIPPING_REQUESTED", "direct:createShipment").getOrDefault(order.status().name(), "direct:reversePayment");
    }

    static Processor answers(int status, String body) {
        return exchange -> {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            exchange.getMessage().setBody(body);
        };
    }

    static Processor succeeds() {
        return answers(200, "{\"done\":true}");
    }

    static Processor unavailable() {
        return answers(503, "");
    }

    static Processor refuses(int status, String code) {
        return answers(status, "{\"code\":\"" + code + "\"}");
    }

    static Processor timesOut() {
        return breaks(new SocketTimeoutException("Read timed out"));
    }

    static Processor unreachable() {
        return breaks(new ConnectException("Connection refused"));
    }

    static Processor breaks(IOException how) {
        return exchange -> {
            throw how;
        };
    }
}
