package io.roosa.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ROOSA from its packaged jars, one process for each application, with the properties and JVM options that a trial needs. */
final class House implements AutoCloseable {

    static final String EXPERIENCE = "order-exp-api";
    static final String PROCESS = "order-proc-api";
    static final String STORE = "order-status-store";
    static final List<String> MOCKS = List.of("inventory-sys-api", "payment-sys-api", "shipping-sys-api");

    private static final Map<String, String> FOLDERS = Map.of(EXPERIENCE, "routes", PROCESS, "routes", STORE, "",
            "inventory-sys-api", "mocks", "payment-sys-api", "mocks", "shipping-sys-api", "mocks");

    private final Kit kit;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, List<String>> javaOptions = new LinkedHashMap<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();

    House(Kit kit) {
        this.kit = kit;
        for (String name : FOLDERS.keySet()) {
            properties.put(name + ".port", String.valueOf(Kit.freePort()));
            properties.put(name + ".management.port", String.valueOf(Kit.freePort()));
        }
        for (String mock : MOCKS) {
            properties.put(mock + ".failure-rate", "0");
            properties.put(mock + ".latency-min", "0ms");
            properties.put(mock + ".latency-max", "0ms");
        }
        properties.put("payment-sys-api.timeout-rate", "0");
    }

    House with(String property, Object value) {
        properties.put(property, String.valueOf(value));
        return this;
    }

    /** JVM options of one application beside those of all. */
    House javaOptions(String name, List<String> options) {
        javaOptions.put(name, List.copyOf(options));
        return this;
    }

    /** Starts these, and waits until each serves. @throws Skipped where one does not */
    House start(String... names) throws Skipped {
        for (String name : names) {
            launch(name, name, Map.of());
        }
        for (String name : names) {
            kit.await(servers.get(name), health(name));
        }
        return this;
    }

    /** Starts one of them without waiting. */
    Server launch(String name) throws Skipped {
        return launch(name, name, Map.of());
    }

    /** Starts all in one JVM without waiting. */
    Server launchAllInOne(List<String> options) throws Skipped {
        List<String> all = new ArrayList<>(options);
        properties.forEach((property, value) -> all.add("-D" + property + "=" + value));
        Server server = kit.java("all-in-one", true, all, "src/system/target/roosa.jar", List.of("up", "--env", "dev", "--data", kit.directory().resolve("data").toString()));
        servers.put("all-in-one", server);
        return server;
    }

    /** The names of all six. */
    static List<String> all() {
        return List.copyOf(FOLDERS.keySet());
    }

    /** Starts a further copy, on ports of its own, without waiting. */
    Copy launchCopy(String name, String copy) throws Skipped {
        String managementPort = String.valueOf(Kit.freePort());
        Server server = launch(name, copy, Map.of(name + ".port", String.valueOf(Kit.freePort()), name + ".management.port", managementPort));
        return new Copy(server, "http://127.0.0.1:" + managementPort + "/observe/health");
    }

    /** One that runs beside others of its kind. @param health where it says that it serves */
    record Copy(Server server, String health) {
    }

    /** Starts a process that is none of ROOSA's, from a jar of the benchmark. It gives way as ROOSA's own mocks do: before them it would keep the store from its turn. */
    Server startOther(String name, String jar, String mainClass, List<String> options, String... arguments) throws Skipped {
        List<String> whole = new ArrayList<>(options);
        whole.addAll(List.of("-cp", kit.home().resolve(jar).toString(), mainClass));
        List<String> command = new ArrayList<>(Kit.GIVES_WAY);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(whole);
        command.addAll(List.of(arguments));
        Server server = Server.start(name, false, command, kit.directory(), Map.of());
        servers.put(name, server);
        return server;
    }

    private Server launch(String name, String copy, Map<String, String> differing) throws Skipped {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.putAll(differing);
        List<String> options = new ArrayList<>(javaOptions.getOrDefault(name, List.of()));
        all.forEach((property, value) -> options.add("-D" + property + "=" + value));
        options.add("-Dcamel.main.profile=dev");
        String folder = FOLDERS.get(name);
        String jar = (folder.isEmpty() ? "status-store" : folder + "/" + name) + "/target/" + name + ".jar";
        Server server = kit.application(name, copy, options, jar);
        servers.put(copy, server);
        return server;
    }

    Server server(String name) {
        return servers.get(name);
    }

    List<Server> servers() {
        return List.copyOf(servers.values());
    }

    String health(String name) {
        return "http://127.0.0.1:" + properties.get(name + ".management.port") + "/observe/health";
    }

    String url(String name) {
        return "http://127.0.0.1:" + port(name);
    }

    int port(String name) {
        return Integer.parseInt(properties.get(name + ".port"));
    }

    Kit kit() {
        return kit;
    }

    /** Stops all, those last that were started first. */
    @Override
    public void close() {
        List<Server> all = new ArrayList<>(servers.values());
        java.util.Collections.reverse(all);
        all.forEach(Server::close);
    }
}
