package io.roosa.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ROOSA from its packaged jars, with its own mocks, which answer at once and never fail. */
final class Roosa {

    /** In the order in which they stop: the store last. */
    private static final Map<String, String> JARS = new LinkedHashMap<>();

    static {
        JARS.put("order-exp-api", "routes/order-exp-api");
        JARS.put("order-proc-api", "routes/order-proc-api");
        JARS.put("inventory-sys-api", "mocks/inventory-sys-api");
        JARS.put("payment-sys-api", "mocks/payment-sys-api");
        JARS.put("shipping-sys-api", "mocks/shipping-sys-api");
        JARS.put("order-status-store", "status-store");
    }

    private static final String EXPERIENCE = "order-exp-api";

    private Roosa() {
    }

    static Stage processes(Kit kit, boolean synced) throws Skipped {
        Map<String, String> properties = properties();
        properties.put("order-status-store.sync-writes", String.valueOf(synced));
        List<Server> servers = new ArrayList<>();
        try {
            for (Map.Entry<String, String> jar : JARS.entrySet()) {
                String name = jar.getKey();
                servers.add(kit.application(name, name, options(properties), jar.getValue() + "/target/" + name + ".jar"));
            }
            for (Server server : servers) {
                kit.await(server, health(properties, server.name()));
            }
            return new Stage(servers, new Target.Orders(Integer.parseInt(properties.get(EXPERIENCE + ".port"))));
        } catch (Skipped e) {
            servers.forEach(Server::close);
            throw e;
        }
    }

    /** Six applications in one JVM need not do with the heap of one; as processes they have three times as much. */
    private static final String HEAP_OF_SIX = "-Xmx1g";

    static Stage allInOne(Kit kit) throws Skipped {
        Map<String, String> properties = properties();
        List<String> options = new ArrayList<>(List.of(HEAP_OF_SIX));
        options.addAll(options(properties));
        Server all = kit.java("all-in-one", true, options, "src/system/target/roosa.jar",
                List.of("up", "--env", "dev", "--data", kit.directory().resolve("data").toString()));
        try {
            for (String name : JARS.keySet()) {
                kit.await(all, health(properties, name));
            }
            return new Stage(List.of(all), new Target.Orders(Integer.parseInt(properties.get(EXPERIENCE + ".port"))));
        } catch (Skipped e) {
            all.close();
            throw e;
        }
    }

    private static String health(Map<String, String> properties, String name) {
        return "http://127.0.0.1:" + properties.get(name + ".management.port") + "/observe/health";
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : JARS.keySet()) {
            properties.put(name + ".port", String.valueOf(Kit.freePort()));
            properties.put(name + ".management.port", String.valueOf(Kit.freePort()));
        }
        for (String mock : List.of("inventory-sys-api", "payment-sys-api", "shipping-sys-api")) {
            properties.put(mock + ".failure-rate", "0");
            properties.put(mock + ".latency-min", "0ms");
            properties.put(mock + ".latency-max", "0ms");
        }
        properties.put("payment-sys-api.timeout-rate", "0");
        return properties;
    }

    private static List<String> options(Map<String, String> properties) {
        List<String> options = new ArrayList<>();
        properties.forEach((property, value) -> options.add("-D" + property + "=" + value));
        options.add("-Dcamel.main.profile=dev");
        return options;
    }
}
