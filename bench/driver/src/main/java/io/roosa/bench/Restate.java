package io.roosa.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Restate as its documents start it: its server with every default, and a service that it finds over HTTP. */
final class Restate {

    private static final String PACKAGE = "bench/peers/restate";

    private Restate() {
    }

    static Stage start(Kit kit) throws Skipped {
        Path binary = binary(kit);
        List<Server> servers = new ArrayList<>();
        try {
            int mocksPort = Kit.freePort();
            servers.add(Contender.mocks(kit, mocksPort));
            int servicePort = Kit.freePort();
            Server service = kit.java("restate-service", true, List.of(), PACKAGE + "/target/bench-restate.jar",
                    List.of(String.valueOf(servicePort), String.valueOf(mocksPort)));
            servers.add(0, service);
            kit.await(service, "http://127.0.0.1:" + servicePort + "/health");
            int ingress = Kit.freePort();
            int admin = Kit.freePort();
            Server engine = Server.start("restate-server", true, List.of(binary.toString(), "--base-dir", kit.directory().resolve("restate").toString(), "--no-logo",
                    "--listen-mode", "tcp", "--bind-ip", "127.0.0.1", "--bind-port", String.valueOf(Kit.freePort())), kit.directory(),
                    Map.of("RESTATE_INGRESS__BIND_PORT", String.valueOf(ingress), "RESTATE_ADMIN__BIND_PORT", String.valueOf(admin),
                            "RESTATE_DISABLE_TELEMETRY", "true"));
            servers.add(0, engine);
            kit.await(engine, "http://127.0.0.1:" + admin + "/health");
            kit.await(engine, "http://127.0.0.1:" + ingress + "/restate/health");
            kit.post("http://127.0.0.1:" + admin + "/deployments", "{\"uri\":\"http://127.0.0.1:" + servicePort + "\"}");
            return new Stage(servers, new Target.Workflows(ingress));
        } catch (Skipped e) {
            servers.forEach(Server::close);
            throw e;
        }
    }

    /** From npm, at the version that package.json pins; fetched once. */
    private static Path binary(Kit kit) throws Skipped {
        Path home = kit.home().resolve(PACKAGE);
        Path binary = home.resolve("node_modules/@restatedev/restate-server-linux-x64/bin/restate-server");
        if (!Files.isExecutable(binary)) {
            kit.run(home, List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
        }
        if (!Files.isExecutable(binary)) {
            throw new Skipped("npm has no restate-server for this machine");
        }
        return binary;
    }
}
