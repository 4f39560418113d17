package io.roosa.orderexp;

import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import io.roosa.shared.http.OngoingAnswer;
import io.roosa.shared.order.Json;

/**
 * One client that follows one order: server-sent events, each numbered as in the history. Nothing is kept for a client but the
 * number that it was told last, so one that reads slowly costs no memory, and one that comes again misses nothing.
 */
final class EventStream implements OngoingAnswer, OrdersWatched.Watcher {

    private static final String BEGINNING = "retry: 2000\n\n";
    private static final String ALIVE = ":\n\n";

    private final OrdersWatched orders;
    private final String orderId;
    private int told;
    private Context loop;
    private HttpServerResponse response;

    /** @param told the number of the last event that the client has seen */
    EventStream(OrdersWatched orders, String orderId, int told) {
        this.orders = orders;
        this.orderId = orderId;
        this.told = told;
    }

    /** That the charge was given back, or forbidden. */
    record ReversalEvent(boolean owed, Instant acknowledgedAt) {
    }

    @Override
    public void begin(RoutingContext context) {
        loop = context.vertx().getOrCreateContext();
        response = context.response().setChunked(true);
        response.write(BEGINNING);
        Runnable leave = orders.watch(orderId, this);
        context.addEndHandler(over -> leave.run());
    }

    @Override
    public void seen(OrderSeen order) {
        loop.runOnContext(now -> tell(order));
    }

    /** Forgotten after its time. */
    @Override
    public void unknown() {
        loop.runOnContext(now -> {
            if (isOpen()) {
                response.end();
            }
        });
    }

    @Override
    public void outOfReach() {
        // It is read again soon, and the client sees by the comments that we are there.
    }

    @Override
    public void passed() {
        loop.runOnContext(now -> {
            if (isOpen() && response.writeQueueFull()) {
                // It has not even taken the comments.
                response.reset();
            } else if (isOpen()) {
                response.write(ALIVE);
            }
        });
    }

    private void tell(OrderSeen order) {
        if (!isOpen() || response.writeQueueFull()) {
            return;
        }
        StringBuilder news = new StringBuilder();
        for (; told < order.transitions().size(); told++) {
            boolean owed = order.reversalOwed() || order.reversedAt().isPresent();
            event(news, "status", HistoryAnswer.Move.of(order.transitions().get(told), owed));
        }
        if (told == order.transitions().size() && order.reversedAt().isPresent()) {
            event(news, "reversal", new ReversalEvent(false, order.reversedAt().get()));
            told++;
        }
        if (!news.isEmpty()) {
            response.write(news.toString());
        }
        if (order.isSettled()) {
            response.end();
        }
    }

    private void event(StringBuilder news, String name, Object data) {
        try {
            news.append("id: ").append(told + 1).append("\nevent: ").append(name).append("\ndata: ").append(Json.MAPPER.writeValueAsString(data)).append("\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isOpen() {
        return !response.ended() && !response.closed();
    }
}
