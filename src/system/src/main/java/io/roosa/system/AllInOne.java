package io.roosa.system;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.roosa.shared.app.RunningApplication;
import io.roosa.shared.store.OrderStatusStore;

/** The six applications in this JVM, each with a Camel context and a port of its own, real HTTP between them, the store on disk. */
final class AllInOne implements House {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final AddressBook addresses;
    private final Path log;
    private final Map<String, String> overrides;
    private final Queue<RunningApplication> running = new ConcurrentLinkedQueue<>();

    /**
     * @param addresses where each application will be
     * @param log the file that all log lines go to
     */
    AllInOne(AddressBook addresses, Path log) {
        this.addresses = addresses;
        this.log = log;
        this.overrides = new HashMap<>(addresses.overrides());
        this.overrides.put("order-status-store.component", "infinispan-embedded");
    }

    /** All at once; only what keeps orders waits for the store, whose caches it is handed. */
    @Override
    public void start(Consumer<Part> ready) {
        ExecutorService starters = Executors.newFixedThreadPool(PARTS.size());
        try {
            CompletableFuture<RunningApplication> store = starting(PARTS.stream().filter(AllInOne::isStore), Map.of(), ready, starters).get(0);
            List<CompletableFuture<RunningApplication>> starts = new ArrayList<>(List.of(store));
            starts.addAll(starting(PARTS.stream().filter(part -> !isStore(part) && !keepsOrders(part)), Map.of(), ready, starters));
            starts.addAll(store.thenApply(running -> starting(PARTS.stream().filter(AllInOne::keepsOrders), Map.of(OrderStatusStore.EMBEDDED,
                    running.context().getRegistry().lookupByName(OrderStatusStore.EMBEDDED)), ready, starters)).exceptionally(down -> List.of()).join());
            List<String> failures = starts.stream().map(AllInOne::failure).flatMap(Optional::stream).toList();
            if (!failures.isEmpty()) {
                throw new NotReady(String.join("\n", failures));
            }
        } finally {
            starters.shutdownNow();
        }
    }

    private List<CompletableFuture<RunningApplication>> starting(Stream<Part> parts, Map<String, Object> beans, Consumer<Part> ready, Executor starters) {
        return parts.map(part -> CompletableFuture.supplyAsync(() -> started(part, beans, ready), starters)).toList();
    }

    private static Optional<String> failure(CompletableFuture<RunningApplication> start) {
        try {
            start.join();
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(e.getCause().getMessage());
        }
    }

    private static boolean isStore(Part part) {
        return part.name().equals(STORE);
    }

    private static boolean keepsOrders(Part part) {
        return part.name().equals(EXPERIENCE) || part.name().equals(PROCESS);
    }

    private RunningApplication started(Part part, Map<String, Object> beans, Consumer<Part> ready) {
        RunningApplication application = part.application().get().start(addresses.environment(), overrides, beans);
        running.add(application);
        Instant until = Instant.now().plus(READY_WITHIN);
        Health health = new Health(application.managementUrl());
        while (!health.isReady()) {
            if (Instant.now().isAfter(until)) {
                throw new NotReady(part.name() + " " + health.told() + " after " + READY_WITHIN.toSeconds() + " s; see " + log);
            }
            pause(part);
        }
        ready.accept(part);
        return application;
    }

    private static void pause(Part part) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady(part.name() + " was interrupted");
        }
    }

    /** Stops those above the store together, since none waits for another, and the store last. */
    @Override
    public synchronized void stop() {
        running.stream().filter(application -> !application.application().name().equals(STORE)).parallel().forEach(RunningApplication::stop);
        running.stream().filter(application -> application.application().name().equals(STORE)).forEach(RunningApplication::stop);
        running.clear();
    }

    @Override
    public String address(Part part) {
        return isStore(part) ? "in this JVM" : addresses.url(part.name());
    }

    @Override
    public List<Path> logs() {
        return List.of(log);
    }
}
