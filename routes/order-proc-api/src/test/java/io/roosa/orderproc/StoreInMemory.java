package io.roosa.orderproc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.infinispan.AdvancedCache;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;

import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.store.OrderStatusStore;

/**
 * The order-status-store on Infinispan caches of this JVM, handed to the application through a proxy that notes each write it
 * takes, and that a test can make fail, lie or be overtaken.
 */
final class StoreInMemory implements AutoCloseable {

    private final Happenings happenings;
    private final DefaultCacheManager caches;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<String, Integer> journalReads = new ConcurrentHashMap<>();
    private final Set<String> brokenLists = ConcurrentHashMap.newKeySet();
    private final AtomicInteger looks = new AtomicInteger();
    private final ConcurrentMap<String, Integer> questions = new ConcurrentHashMap<>();

    /** Stands between the application and one operation on one entry. */
    @FunctionalInterface
    interface Fault {
        /** @return what the application gets to see @throws Exception what it sees thrown */
        Object instead(Operation operation) throws Exception;
    }

    /** One operation on one entry. */
    record Operation(String cache, String method, String key, Object value, Callable<Object> call) {

        boolean is(String cache, String method, String orderId) {
            return this.cache.equals(cache) && this.method.equals(method) && key.equals(orderId);
        }

        /** Whether it would bring the order to that status, in the journal or for the readers. */
        boolean brings(String cache, String orderId, OrderStatus status) {
            return is(cache, "replace", orderId)
                    && (cache.equals(OrderStatusStore.STATUS) ? value.equals(status.name()) : OrderJournal.parse(value.toString()).transitions().stream().anyMatch(transition -> transition.status() == status));
        }
    }

    StoreInMemory(Happenings happenings) {
        this.happenings = happenings;
        GlobalConfigurationBuilder global = new GlobalConfigurationBuilder().nonClusteredDefault();
        global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER).metrics().gauges(false);
        caches = new DefaultCacheManager(global.build());
        for (String name : List.of(OrderStatusStore.STATUS, OrderStatusStore.JOURNAL, OrderStatusStore.IN_FLIGHT, OrderStatusStore.COPIES)) {
            caches.defineConfiguration(name, new ConfigurationBuilder().build());
        }
    }

    /** What the application is given for the store's cache manager. */
    EmbeddedCacheManager manager() {
        return proxy(EmbeddedCacheManager.class, (method, arguments) -> method.getName().equals("getCache") && arguments != null
                ? watched(Cache.class, caches.getCache((String) arguments[0]), (String) arguments[0])
                : invoke(caches, method, arguments));
    }

    /** An order as it stands after its acceptance, or was left: in the journal, the status cache and the in-flight set. */
    void holds(OrderJournal journal) {
        holds(journal, journal.status());
    }

    /** The same, with a status for the readers that may lag behind the journal. */
    void holds(OrderJournal journal, OrderStatus shown) {
        holdsOutOfSight(journal, shown);
        cache(OrderStatusStore.IN_FLIGHT).put(journal.orderId(), "");
    }

    /** The same without the in-flight set: only a copy that is handed the order finds it. */
    void holdsOutOfSight(OrderJournal journal, OrderStatus shown) {
        cache(OrderStatusStore.JOURNAL).put(journal.orderId(), journal.stored());
        cache(OrderStatusStore.STATUS).put(journal.orderId(), shown.name());
    }

    /** Overwrites the journal behind the application's back, as another copy would. */
    void movedOn(OrderJournal journal) {
        cache(OrderStatusStore.JOURNAL).put(journal.orderId(), journal.stored());
    }

    OrderJournal journal(String orderId) {
        return OrderJournal.parse(cache(OrderStatusStore.JOURNAL).get(orderId));
    }

    /** The status that readers see. */
    OrderStatus shown(String orderId) {
        return OrderStatus.valueOf(cache(OrderStatusStore.STATUS).get(orderId));
    }

    boolean inFlight(String orderId) {
        return cache(OrderStatusStore.IN_FLIGHT).containsKey(orderId);
    }

    /** Milliseconds that an entry is kept, -1 for good. */
    long keptFor(String cache, String orderId) {
        return cache(cache).getAdvancedCache().getCacheEntry(orderId).getLifespan();
    }

    /** How often the order's journal entry was read, alone or among others. */
    int journalReads(String orderId) {
        return journalReads.getOrDefault(orderId, 0);
    }

    /** How often the store was asked about the order alone. */
    int questions(String orderId) {
        return questions.getOrDefault(orderId, 0);
    }

    /** How often all orders in flight were listed. */
    int looks() {
        return looks.get();
    }

    Cache<String, String> cache(String name) {
        return caches.getCache(name);
    }

    /** From now on {@code fault} decides what becomes of each operation; it may let it pass by {@code operation.call().call()}. */
    void breaksAs(Fault fault) {
        faults.add(fault);
    }

    /** From now on several entries of that cache can not be read at once. */
    void breaksListsOf(String cache) {
        brokenLists.add(cache);
    }

    /** All is well again. */
    void heals() {
        faults.clear();
        brokenLists.clear();
    }

    static CacheException outOfReach() {
        return new CacheException("The store is out of reach, says the test");
    }

    @Override
    public void close() {
        caches.stop();
    }

    private <T extends Cache<?, ?>> T watched(Class<T> type, Cache<String, String> cache, String name) {
        return proxy(type, (method, arguments) -> {
            if (method.getName().equals("getAdvancedCache")) {
                return watched(AdvancedCache.class, cache.getAdvancedCache(), name);
            }
            if (method.getName().equals("getAll") && brokenLists.contains(name)) {
                throw outOfReach();
            }
            if (name.equals(OrderStatusStore.IN_FLIGHT) && method.getName().equals("keySet")) {
                looks.incrementAndGet();
            }
            if (name.equals(OrderStatusStore.JOURNAL) && method.getName().startsWith("get") && arguments != null) {
                keysOf(arguments[0]).forEach(key -> journalReads.merge(key, 1, Integer::sum));
            }
            if (arguments == null || !(arguments[0] instanceof String key)) {
                return invoke(cache, method, arguments);
            }
            questions.merge(key, 1, Integer::sum);
            Object value = arguments.length == 1 ? "" : arguments[method.getName().equals("replace") && arguments[arguments.length - 1] instanceof String
                    ? arguments.length - 1 : method.getName().equals("replace") ? 2 : 1];
            Operation operation = new Operation(name, method.getName(), key, value, () -> {
                String before = cache.get(key);
                Object result = invoke(cache, method, arguments);
                note(name, method.getName(), key, before, value, result);
                return result;
            });
            for (Fault fault : faults) {
                return fault.instead(operation);
            }
            return operation.call().call();
        });
    }

    private static List<String> keysOf(Object argument) {
        return argument instanceof Collection<?> keys ? keys.stream().map(String::valueOf).toList() : List.of(argument.toString());
    }

    private void note(String cache, String method, String orderId, String before, Object value, Object result) {
        if (method.equals("replace") && Boolean.TRUE.equals(result)) {
            happenings.add(orderId, cache.equals(OrderStatusStore.STATUS) ? "status " + value : told(OrderJournal.parse(before), OrderJournal.parse(value.toString())));
        } else if (method.equals("remove") && cache.equals(OrderStatusStore.IN_FLIGHT)) {
            happenings.add(orderId, "left");
        }
    }

    private static String told(OrderJournal before, OrderJournal after) {
        String added = after.transitions().stream().skip(before.transitions().size()).map(transition -> transition.status().name()).collect(Collectors.joining(", "));
        if (after.claims() > before.claims()) {
            return added.isEmpty() ? "claimed" : "claimed, journal " + added;
        }
        if (!added.isEmpty()) {
            return "journal " + added;
        }
        return after.owner().isEmpty() ? "rests" : "reversal noted";
    }

    @FunctionalInterface
    private interface Call {
        Object answer(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(StoreInMemory.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> call.answer(method, arguments);
        }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
