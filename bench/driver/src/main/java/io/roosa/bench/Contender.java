package io.roosa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Those that are compared: each is given the same orders, calls three systems below, and shows the same statuses. */
enum Contender {

    ROOSA("roosa", "ROOSA, six processes, Hot Rod, synced writes") {
        @Override
        Stage start(Kit kit) throws Skipped {
            return Roosa.processes(kit, true);
        }
    },

    ROOSA_UNSYNCED("roosa-unsynced", "ROOSA, six processes, writes not synced") {
        @Override
        Stage start(Kit kit) throws Skipped {
            return Roosa.processes(kit, false);
        }
    },

    ALL_IN_ONE("all-in-one", "ROOSA all in one, mocks included, synced, 1 GiB") {
        @Override
        Stage start(Kit kit) throws Skipped {
            return Roosa.allInOne(kit);
        }
    },

    VERTX("vertx", "hand-written Vert.x, nothing durable") {
        @Override
        Stage start(Kit kit) throws Skipped {
            return byHand(kit, List.of(), List.of());
        }
    },

    VERTX_POSTGRES("vertx-postgres", "hand-written Vert.x, PostgreSQL, synced") {
        @Override
        Stage start(Kit kit) throws Skipped {
            Path binaries = postgresBinaries();
            int port = Kit.freePort();
            Path data = kit.directory().resolve("postgres");
            kit.run(kit.directory(), asPostgres(kit.directory(), binaries.resolve("initdb").toString(), "-D", data.toString(), "-U", "roosa", "-A", "trust", "-E", "UTF8"));
            Server postgres = Server.start("postgres", true, asPostgres(kit.directory(), binaries.resolve("postgres").toString(), "-D", data.toString(),
                    "-p", String.valueOf(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="), kit.directory(), Map.of());
            kit.await(postgres, () -> kit.run(kit.directory(), List.of(binaries.resolve("pg_isready").toString(), "-h", "127.0.0.1", "-p", String.valueOf(port))));
            return byHand(kit, List.of(String.valueOf(port)), List.of(postgres));
        }
    },

    RESTATE("restate", "Restate, Java SDK, its default durability") {
        @Override
        Stage start(Kit kit) throws Skipped {
            return Restate.start(kit);
        }
    };

    private static final String POSTGRES_USER = "postgres";

    private final String key;
    private final String title;

    Contender(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** Its word in {@code --only}. */
    String key() {
        return key;
    }

    /** What it is, for the table. */
    String title() {
        return title;
    }

    /** Starts its processes and waits until they serve. @throws Skipped where something that it needs is not here */
    abstract Stage start(Kit kit) throws Skipped;

    /** The systems below for those that have none of their own. */
    static Server mocks(Kit kit, int port) throws Skipped {
        Server mocks = kit.java("mocks", false, List.of(), "bench/peers/mocks/target/bench-mocks.jar", List.of(String.valueOf(port)));
        kit.await(mocks, "http://127.0.0.1:" + port + "/");
        return mocks;
    }

    private static Stage byHand(Kit kit, List<String> database, List<Server> below) throws Skipped {
        int mocksPort = Kit.freePort();
        List<Server> servers = new ArrayList<>(below);
        try {
            servers.add(0, mocks(kit, mocksPort));
            int port = Kit.freePort();
            Server orchestrator = kit.java("vertx", true, List.of(), "bench/peers/vertx/target/bench-vertx.jar",
                    Stream.concat(Stream.of(String.valueOf(port), String.valueOf(mocksPort)), database.stream()).toList());
            servers.add(0, orchestrator);
            kit.await(orchestrator, "http://127.0.0.1:" + port + "/");
            return new Stage(servers, new Target.Orders(port));
        } catch (Skipped e) {
            servers.forEach(Server::close);
            throw e;
        }
    }

    /** Debian keeps them apart from the path. */
    private static Path postgresBinaries() throws Skipped {
        List<Path> places = new ArrayList<>();
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.map(version -> version.resolve("bin")).forEach(places::add);
        } catch (IOException none) {
            // the path is left
        }
        Stream.of(System.getenv("PATH").split(":")).map(Path::of).forEach(places::add);
        return places.stream().filter(place -> Files.isExecutable(place.resolve("postgres")) && Files.isExecutable(place.resolve("initdb"))).findFirst()
                .orElseThrow(() -> new Skipped("no PostgreSQL here: neither below /usr/lib/postgresql nor on the path"));
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asPostgres(Path directory, String... command) throws Skipped {
        List<String> whole = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            try {
                Files.setOwner(directory, directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(POSTGRES_USER));
            } catch (IOException e) {
                throw new Skipped("PostgreSQL does not run as root, and there is no user " + POSTGRES_USER);
            }
            whole.addAll(List.of("setpriv", "--reuid=" + POSTGRES_USER, "--regid=" + POSTGRES_USER, "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }
}
