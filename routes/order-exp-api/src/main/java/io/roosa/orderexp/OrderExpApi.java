package io.roosa.orderexp;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Assembly;
import io.roosa.shared.app.Settings;
import io.roosa.shared.http.ErrorBodies;
import io.roosa.shared.http.OngoingHttpEngine;
import io.roosa.shared.http.WholeAnswerTimeout;
import io.roosa.shared.store.OrderStatusStore;
import io.roosa.shared.store.StoreReach;

/** The experience layer: accepts orders and answers where they are. It holds no business logic and knows no system behind it. */
public final class OrderExpApi {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final List<String> MAY_BE_BROKEN = List.of("dev", "test");

    private OrderExpApi() {
    }

    /** Runs it as a process. */
    public static void main(String... arguments) {
        application().run(arguments);
    }

    /** The application, to be started in this JVM. */
    public static Application application() {
        return Application.serving("order-exp-api", "accepts orders and answers where they are", OrderExpApi::assemble);
    }

    private static void assemble(Assembly assembly) {
        Settings settings = assembly.settings();
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        Duration handOverTimeout = settings.duration("order-exp-api.hand-over.timeout", SHORTEST);
        settings.url("order-proc-api.url");

        OrderStatusStore store = OrderStatusStore.reachedFrom(assembly, settings.duration("order-exp-api.store.timeout", SHORTEST));
        assembly.bind("idempotencyKeys", new IdempotencyKeys(store, settings.duration("order-exp-api.idempotency.ttl", SHORTEST), clock));
        StoreReach reach = new StoreReach(settings.text("order-status-store.url"), "orders are refused, and statuses answered as last known,")
                .measuredBy(assembly.meters());
        assembly.bind("answersClients", new AnswersClients(reach));
        Backlog backlog = assembly.bind("backlog", new Backlog(settings.whole("order-exp-api.max-backlog", 1, Integer.MAX_VALUE), reach));
        backlog.measuredBy(assembly.meters());
        LastKnownStatuses lastKnown = assembly.bind("lastKnownStatuses", new LastKnownStatuses(settings.whole("order-exp-api.last-known", 1, 10_000_000)));
        assembly.bind("lastKnownCache", lastKnown.cache());
        assembly.bind("handOverWorkers", assembly.closeAtStop(new HandOverWorkers()).executor());
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(assembly.meters());
        assembly.bind("processBreaker", Breaker.beforeOrderProcApi(breakers));
        assembly.bind("storeBreaker", Breaker.beforeStore(breakers));
        assembly.bind("fewAtOnce", Breaker.fewAtOnce());
        assembly.bind("fewCallsAtOnce", Breaker.fewAtOnce());
        ControlRoom room = assembly.bind("controlRoom", new ControlRoom(assembly.environment().name(), MAY_BE_BROKEN.contains(assembly.environment().name()),
                backlog, clock));
        assembly.bind("wholeAnswerTimeout", assembly.closeAtStop(new WholeAnswerTimeout()));
        ErrorBodies errors = assembly.bind("errorBodies", ErrorBodies.named(settings.oneOf("order-exp-api.errors", ErrorBodies.words())));
        assembly.handlers(errors::hang);
        assembly.pages("/api", "/api/*");
        assembly.handlers(ContractPages.pages()::hang);
        assembly.pages("/", "/control-room/*");
        assembly.handlers(RoomPages.pages()::hang);

        OrdersWatched watched = assembly.closeAtStop(assembly.bind("ordersWatched", new OrdersWatched(store)));
        assembly.handlers(new StatusWait(watched)::hang);
        assembly.servedBy(new OngoingHttpEngine());

        assembly.rules("placeOrder", OrderRules::violations);
        assembly.routes(
                new OrderExpErrorPolicy(),
                new OrdersDoor(),
                new PlaceOrderRoute(new Reception(clock), backlog),
                new PersistOrderRoute(assembly.meters()),
                new HandOverOrderRoute(handOverTimeout),
                new GetOrderStatusRoute(store, clock),
                new GetOrderHistoryRoute(),
                new GetOrderEventsRoute(watched),
                new WatchBacklogRoute(),
                new GetRoomBoardRoute(),
                new GetRoomCallsRoute(),
                new SetRoomFaultRoute(room),
                new WatchProcessRoute());
    }
}
