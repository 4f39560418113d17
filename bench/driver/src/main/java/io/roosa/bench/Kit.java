package io.roosa.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What is needed to set up a stage.
 *
 * @param home the project's folder
 * @param directory where this stage keeps its data and logs; deleted after it
 * @param javaOptions what every JVM is told, those of the peers too
 */
record Kit(Path home, Path directory, List<String> javaOptions) {

    /** Those of {@code ops/jvm.options} that cost or save time; the first heap is left to the JVM, as the peers' documents do. */
    static final String JAVA_OPTIONS = "-Xmx512m -XX:+UseSerialGC -XX:NewRatio=1 -XX:+IgnoreUnrecognizedVMOptions -XX:+UseCompactObjectHeaders";

    /** How those are started that go after order-exp-api at the processor, ROOSA's own five and the systems that stand in for three of them. */
    static final List<String> GIVES_WAY = List.of("nice", "-n", "10");
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();

    /** Starts a jar below the project's folder. @throws Skipped where it was not built */
    Server java(String name, boolean platform, List<String> options, String jar, List<String> arguments) throws Skipped {
        return java(List.of(), name, platform, options, jar, arguments);
    }

    /** One of ROOSA's applications, at the processor where {@code ./roosa up --processes} has it: order-exp-api before the other five. @throws Skipped where it was not built */
    Server application(String name, String copy, List<String> options, String jar) throws Skipped {
        return java(name.equals(House.EXPERIENCE) ? List.of() : GIVES_WAY, copy, !House.MOCKS.contains(name), options, jar, List.of());
    }

    private Server java(List<String> through, String name, boolean platform, List<String> options, String jar, List<String> arguments) throws Skipped {
        Path file = home.resolve(jar);
        if (!Files.isRegularFile(file)) {
            throw new Skipped("not built: " + file);
        }
        List<String> command = new ArrayList<>(through);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(options);
        command.addAll(List.of("-jar", file.toString()));
        command.addAll(arguments);
        return Server.start(name, platform, command, directory, Map.of());
    }

    /** Runs a command to its end. @throws Skipped where it cannot be run, or fails */
    void run(Path where, List<String> command) throws Skipped {
        try {
            Path log = directory.resolve(Path.of(command.get(0)).getFileName() + ".log");
            Process process = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new Skipped(String.join(" ", command) + " failed: " + Files.readString(log).strip());
            }
        } catch (IOException e) {
            throw new Skipped(command.get(0) + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Skipped("interrupted");
        }
    }

    /** A question that fails until the server is ready. */
    @FunctionalInterface
    interface Question {

        /** Asks. @throws Skipped where it is not ready yet */
        void ask() throws Skipped;
    }

    /** Waits until the question finds the server ready. @throws Skipped where that takes too long; the server is stopped then */
    void await(Server server, Question question) throws Skipped {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                question.ask();
                return;
            } catch (Skipped notYet) {
                if (!server.runs() || System.nanoTime() > until) {
                    server.close();
                    throw notYet;
                }
                pause();
            }
        }
    }

    /** Waits until the address answers 2xx. @throws Skipped where the server ends or does not answer in time */
    void await(Server server, String url) throws Skipped {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (status(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build()) / 100 != 2) {
            if (!server.runs() || System.nanoTime() > until) {
                throw new Skipped(server.name() + (server.runs() ? " does not answer at " + url : " has ended") + ":\n  " + server.lastWords());
            }
            pause();
        }
    }

    /** Whether the address answers 2xx now. */
    boolean serves(String url) {
        return status(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build()) / 100 == 2;
    }

    /** Posts JSON. @throws Skipped where the answer is no 2xx */
    void post(String url, String json) throws Skipped {
        int status = status(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build());
        if (status / 100 != 2) {
            throw new Skipped(url + " answered " + status);
        }
    }

    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A port that is free on loopback, and that this run has given to nobody else: whoever answers there would be taken for the other. */
    static int freePort() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
