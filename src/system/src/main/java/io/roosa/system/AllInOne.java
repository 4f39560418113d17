package io.roosa.system;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

    @Override
    public void start(Consumer<Part> ready) {
        Part store = PARTS.stream().filter(part -> part.name().equals(STORE)).findFirst().orElseThrow();
        Object manager = started(store, Map.of(), ready).context().getRegistry().lookupByName(OrderStatusStore.EMBEDDED);
        List<Part> others = PARTS.stream().filter(part -> part != store).toList();
        ExecutorService starters = Executors.newFixedThreadPool(others.size());
        try {
            List<CompletableFuture<RunningApplication>> starts = others.stream()
                    .map(part -> CompletableFuture.supplyAsync(() -> started(part, Map.of(OrderStatusStore.EMBEDDED, manager), ready), starters))
                    .toList();
            List<String> failures = new ArrayList<>();
            for (CompletableFuture<RunningApplication> start : starts) {
                try {
                    start.join();
                } catch (CompletionException e) {
                    failures.add(e.getCause().getMessage());
                }
            }
            if (!failures.isEmpty()) {
                throw new NotReady(String.join("\n", failures));
            }
        } finally {
            starters.shutdownNow();
        }
    }

    private RunningApplication started(Part part, Map<String, Object> beans, Consumer<Part> ready) {
        RunningApplication application = part.application().get().start(addresses.environment(), overrides, beans);
        running.add(application);
        Instant until = Instant.now().plus(READY_WITHIN);
        Health health = new Health(application.managementUrl());
        while (!health.isUp()) {
            if (Instant.now().isAfter(until)) {
                throw new NotReady(part.name() + " is not healthy after " + READY_WITHIN.toSeconds() + " s; see " + log);
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
    public synchronized boolean stop() {
        if (running.isEmpty()) {
            return false;
        }
        running.stream().filter(application -> !isStore(application)).parallel().forEach(RunningApplication::stop);
        running.stream().filter(AllInOne::isStore).forEach(RunningApplication::stop);
        running.clear();
        return true;
    }

    private static boolean isStore(RunningApplication application) {
        return application.application().name().equals(STORE);
    }

    @Override
    public List<Path> logs() {
        return List.of(log);
    }
}
