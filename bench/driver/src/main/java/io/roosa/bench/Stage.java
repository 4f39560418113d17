package io.roosa.bench;

import java.util.List;

/** One of those that are compared, as it runs: its processes, and how it is asked. @param servers in the order in which they stop */
record Stage(List<Server> servers, Target target) implements AutoCloseable {

    @Override
    public void close() {
        servers.forEach(Server::close);
    }
}
