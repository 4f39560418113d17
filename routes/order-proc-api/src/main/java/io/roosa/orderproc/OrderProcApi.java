package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Assembly;
import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;
import io.roosa.shared.http.WholeAnswerTimeout;
import io.roosa.shared.store.OrderStatusStore;
import io.roosa.shared.store.StoreReach;

/** The process layer: takes an order through inventory, payment and shipping, whatever dies meanwhile. */
public final class OrderProcApi {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;
    private static final List<String> MAY_BE_BROKEN = List.of("dev", "test");

    private OrderProcApi() {
    }

    /** Runs it as a process. */
    public static void main(String... arguments) {
        application().run(arguments);
    }

    /** The application, to be started in this JVM. */
    public static Application application() {
        return Application.serving("order-proc-api", "takes orders through inventory, payment and shipping", OrderProcApi::assemble);
    }

    private static void assemble(Assembly assembly) {
        Settings settings = assembly.settings();
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        Map<String, StepPolicy> policies = new LinkedHashMap<>();
        for (String step : new String[] {"inventory", "payment", "shipping"}) {
            policies.put(step, StepPolicy.from(settings, step));
            settings.url(step + "-sys-api.url");
        }
        Duration beat = settings.duration("order-proc-api.heartbeat.every", SHORTEST);
        Duration beatCounts = settings.duration("order-proc-api.heartbeat.ttl");
        if (beatCounts.compareTo(beat.multipliedBy(2)) < 0) {
            throw new WrongSetting("order-proc-api.heartbeat.ttl", settings.text("order-proc-api.heartbeat.ttl"),
                    "at least twice order-proc-api.heartbeat.every (" + settings.text("order-proc-api.heartbeat.every") + ")");
        }
        setMillis(assembly, "order-proc-api.heartbeat.every", beat);
        setMillis(assembly, "order-proc-api.recovery.every", settings.duration("order-proc-api.recovery.every", SHORTEST));

        OrderStatusStore store = OrderStatusStore.reachedFrom(assembly, settings.duration("order-proc-api.store.timeout", SHORTEST));
        String copy = "order-proc-api-" + UUID.randomUUID().toString().substring(0, 8);
        StoreReach reach = new StoreReach(settings.text("order-status-store.url"), "orders wait").measuredBy(assembly.meters());
        Copies copies = assembly.closeAtStop(assembly.bind("copies", new Copies(store, copy, beat, beatCounts, reach, clock)));
        Journal journal = assembly.bind("journal", new Journal(store, copy, settings.duration("order-status-store.ttl"), copies::beats, clock));
        int maxInFlight = Math.min(settings.whole("order-proc-api.max-in-flight", 1, 10_000_000), mostAtWork(settings));
        OrdersInFlight inFlight = new OrdersInFlight(maxInFlight, settings.whole("order-proc-api.max-in-hand", 1, 10_000_000));
        assembly.bind("systemConnections", assembly.closeAtStop(new SystemConnections(maxInFlight)).connections());
        assembly.bind("takesWork", new TakesWork(reach, inFlight));
        Pace pace = pace(settings, policies.values(), inFlight);
        OrdersToResume toResume = assembly.bind("ordersToResume", new OrdersToResume(store, copies, inFlight, pace, clock, System::nanoTime));
        Patience patience = new Patience(policies, inFlight, clock, RandomGenerator.of("L64X128MixRandom"));
        assembly.bind("stepRedelivery", patience.redelivery());
        CallsThrough through = CallsThrough.named(settings.oneOf("order-proc-api.http-client", CallsThrough.words()));
        policies.values().forEach(policy -> assembly.bind(CallsThrough.optionsOf(policy), CallsThrough.options(maxInFlight, policy)));
        assembly.bind(CallsThrough.BINDING, new WholeAnswerBinding());
        Breakers breakers = new Breakers(policies.values());
        breakers.measuredBy(assembly.meters());
        Watchdog watchdog = assembly.bind("watchdog", new Watchdog(store, policies, breakers, assembly.application(), clock, System::nanoTime));
        OrderMeters meters = new OrderMeters(assembly.meters(), clock);
        meters.watch(inFlight, toResume, watchdog);
        policies.keySet().forEach(step -> assembly.bind(step + "Breaker", breakers.of(step)));
        Systems systems = assembly.bind("systems", new Systems(policies.keySet(), settings.duration("order-proc-api.fault-heals-after", SHORTEST),
                MAY_BE_BROKEN.contains(assembly.environment().name()), clock));
        Proof proof = assembly.bind("proof", new Proof());
        Board board = assembly.bind("board", new Board(inFlight, toResume, watchdog, patience, breakers, systems, proof, copy, clock));
        CallsMade calls = assembly.bind("callsMade", new CallsMade(clock));
        assembly.bind("progress", new Progress(journal, inFlight, toResume, patience, breakers, watchdog, copy));
        assembly.bind("wholeAnswerTimeout", assembly.closeAtStop(new WholeAnswerTimeout()));
        assembly.bind("orderWorkers", orderWorkers(assembly));
        OrderDoor door = new OrderDoor(inFlight, journal);
        Interventions interventions = new Interventions(store, journal, copy, copies::beats, clock);
        StatusWrites writes = new StatusWrites(store, journal.keptFor());

        assembly.routes(
                new OrderProcErrorPolicy(patience),
                new ProcessDoor(),
                new ProcessOrderRoute(door),
                new FulfilOrderRoute(inFlight),
                new ClaimOrderRoute(journal, writes, meters, board),
                new CheckInventoryRoute(patience),
                new SystemCall("checkInventory", policies.get("inventory"), patience, meters, "{{inventory-sys-api.url}}/inventory/check", "inventory", calls, through),
                new ChargePaymentRoute(patience),
                new SystemCall("chargePayment", policies.get("payment"), patience, meters, "{{payment-sys-api.url}}/payment/charge", "payment", calls, through),
                new CreateShipmentRoute(inFlight, patience, settings.flag("order-proc-api.reverse-on-shipping-failure")),
                new SystemCall("createShipment", policies.get("shipping"), patience, meters, "{{shipping-sys-api.url}}/shipping/create", "shipping", calls, through),
                new ReversePaymentRoute(patience),
                new SystemCall("reversePayment", policies.get("payment"), patience, meters, "{{payment-sys-api.url}}/payment/reversal", "reversal", calls, through),
                new RecordStatusRoute(journal, writes, meters, board),
                new RestOrderRoute(journal, policies),
                new SettleOrderRoute(proof),
                new ResumeOrdersRoute(door),
                new WatchOrdersRoute(),
                new RetryOrderRoute(interventions, door),
                new CancelOrderRoute(interventions),
                new GetOrderProgressRoute(),
                new GetProcessSummaryRoute(),
                new GetProcessBoardRoute(),
                new GetOrderCallsRoute(),
                new WatchSystemsRoute(systems.names()),
                new SetFaultRoute(systems.names()),
                new ProveOrdersRoute());
    }

    /** An order may take half of what its calls may: the other half is for calls that wait for those of other orders. */
    private static Pace pace(Settings settings, Collection<StepPolicy> policies, OrdersInFlight inFlight) {
        Duration calls = policies.stream().map(StepPolicy::timeout).reduce(Duration.ZERO, Duration::plus);
        return new Pace(settings.whole("order-proc-api.recovery.at-once", 1, 10_000_000), calls.dividedBy(2), inFlight);
    }

    /** On JDK 17 an order at work holds a platform thread: an order for which there is none waits in the store, not in a queue here. */
    private static int mostAtWork(Settings settings) {
        int workers = settings.whole("order-proc-api.workers", 1, 100_000);
        return VIRTUAL_THREADS ? Integer.MAX_VALUE : workers;
    }

    /** One platform thread for each order at work on JDK 17; from JDK 21 on a virtual thread, and as many as are in flight. */
    private static ExecutorService orderWorkers(Assembly assembly) {
        int workers = assembly.settings().whole("order-proc-api.workers", 1, 100_000);
        var threads = assembly.context().getExecutorServiceManager();
        return VIRTUAL_THREADS ? threads.newCachedThreadPool(OrderProcApi.class, "order") : threads.newFixedThreadPool(OrderProcApi.class, "order", workers);
    }

    private static void setMillis(Assembly assembly, String property, Duration duration) {
        assembly.context().getPropertiesComponent().addOverrideProperty(property + "-millis", String.valueOf(duration.toMillis()));
    }
}
