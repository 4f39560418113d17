package io.roosa.orderexp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import io.roosa.shared.http.Headers;
import io.roosa.shared.http.WaitPreference;
import io.roosa.shared.order.OrderStatus;

/**
 * Holds the question where an order is, of a client that prefers to wait, until the answer is news. What waits is a timer and no
 * thread; the route answers afterwards, as it answers everybody.
 */
final class StatusWait {

    /** After the door, which says whether the client may wait, and before the routes. */
    private static final int AFTER_DOOR = -900;
    private static final Pattern PATH = Pattern.compile("/orders/([^/]+)/status");
    /** With the store out of reach the last known status has to be answered within a second of being asked. */
    private static final long OUT_OF_REACH_MILLIS = 300;

    private final OrdersWatched orders;

    StatusWait(OrdersWatched orders) {
        this.orders = orders;
    }

    void hang(Router router) {
        router.route().order(AFTER_DOOR).handler(context -> {
            Optional<WaitPreference> preference = WaitPreference.of(context);
            Matcher path = PATH.matcher(context.normalizedPath());
            if (preference.isPresent() && path.matches()) {
                new Waiting(context).begin(path.group(1), preference.get());
            } else {
                context.next();
            }
        });
    }

    private final class Waiting implements OrdersWatched.Watcher {

        private final RoutingContext context;
        private final Context loop;
        private final String known;
        private Optional<OrderStatus> first = Optional.empty();
        private Runnable leave = () -> { };
        private long timer;
        private boolean over;

        Waiting(RoutingContext context) {
            this.context = context;
            this.loop = context.vertx().getOrCreateContext();
            this.known = Optional.ofNullable(context.request().getHeader("If-None-Match")).orElse("");
        }

        void begin(String orderId, WaitPreference preference) {
            context.addHeadersEndHandler(ready -> {
                int status = context.response().getStatusCode();
                if (status == 200 || status == 304) {
                    context.response().putHeader(Headers.PREFERENCE_APPLIED, preference.toString());
                }
            });
            // Java's own client says that it sends nothing; after the wait nothing could be read any more.
            context.request().headers().remove("Content-Length");
            timer = context.vertx().setTimer(preference.seconds() * 1_000L, late -> loop.runOnContext(now -> goOn()));
            leave = orders.watch(orderId, this);
            context.addEndHandler(gone -> end());
        }

        @Override
        public void seen(OrderSeen order) {
            loop.runOnContext(now -> {
                boolean news = known.isEmpty() || known.equals("*") ? first.filter(status -> status != order.status()).isPresent()
                        : !StatusAnswer.matches(known, StatusAnswer.etag(order.status()));
                first = first.or(() -> Optional.of(order.status()));
                // After the last one there is nothing to wait for.
                if (news || order.status().isTerminal()) {
                    goOn();
                }
            });
        }

        @Override
        public void unknown() {
            loop.runOnContext(now -> goOn());
        }

        @Override
        public void outOfReach() {
            context.vertx().setTimer(OUT_OF_REACH_MILLIS, late -> loop.runOnContext(now -> goOn()));
        }

        @Override
        public void passed() {
            // Its timer ends the wait.
        }

        private void goOn() {
            if (!over) {
                end();
                context.next();
            }
        }

        private void end() {
            over = true;
            leave.run();
            context.vertx().cancelTimer(timer);
        }
    }
}
