package io.roosa.system.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for processes that are killed and want the same port again. */
final class Ports {

    private static final int FIRST = 20_000;

    /** From here on the operating system takes ports for outgoing connections: one of those could sit on the port of a process that is down. */
    private static final int END = 32_000;

    private Ports() {
    }

    /** A port that nothing listens on, and that no outgoing connection will be given. */
    static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
    }
}
