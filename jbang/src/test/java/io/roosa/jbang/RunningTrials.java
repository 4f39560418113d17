package io.roosa.jbang;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/** Some of the trials at work for an order, each in a JVM and a working directory of its own, on free ports, with no way to any network. */
final class RunningTrials implements AutoCloseable {

    private static final List<String> APPLICATIONS = List.of("order-exp-api", "order-proc-api", "inventory-sys-api", "payment-sys-api", "shipping-sys-api");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Integer> ports;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final List<Path> logs = new ArrayList<>();

    private RunningTrials(Map<String, Integer> ports) {
        this.ports = ports;
    }

    /** Starts them at once, and waits until each of them answers. */
    static RunningTrials of(List<Trial> trials) throws IOException {
        RunningTrials running = new RunningTrials(freePorts());
        try {
            for (Trial trial : trials) {
                running.start(trial);
            }
            trials.forEach(running::awaitDoor);
            return running;
        } catch (IOException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** Calls as the README says, and answers what curl would print. */
    String called(Trial trial) throws IOException, InterruptedException {
        return called(trial, ports.get(trial.application()));
    }

    /** Calls order-exp-api as the README says. */
    String calledAtTheEdge(Trial trial) throws IOException, InterruptedException {
        return called(trial, ports.get("order-exp-api"));
    }

    /** All that was logged so far. */
    String logged() throws IOException {
        StringBuilder logged = new StringBuilder();
        for (Path log : logs) {
            logged.append(Files.readString(log));
        }
        return logged.toString();
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        processes.values().forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    private String called(Trial trial, int port) throws IOException, InterruptedException {
        return client.send(trial.request(port), HttpResponse.BodyHandlers.ofString()).body();
    }

    private void start(Trial trial) throws IOException {
        Path checkout = Files.createDirectories(Trial.FOLDER.resolve("target/trials").resolve(trial.name()));
        Path folder = Files.createDirectories(checkout.resolve("jbang"));
        for (String file : List.of(trial.name() + ".java", "loopback.properties")) {
            Files.write(folder.resolve(file), Files.readAllBytes(Trial.FOLDER.resolve(file)));
        }
        Files.write(checkout.resolve("application-dev.properties"), Files.readAllBytes(Trial.FOLDER.resolveSibling("application-dev.properties")));

        // A short life needs no optimised code, and nothing may be fetched that is not on the class path.
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.add(QuickTrial.class.getName());
        Map<String, String> environment = new HashMap<>();
        ports.forEach((application, port) -> environment.put(variable(application, "URL"), "http://127.0.0.1:" + port));
        List<String> words = Trial.words(trial.run());
        int camel = words.indexOf("camel");
        words.subList(0, camel).forEach(assignment -> environment.put(assignment.split("=")[0], assignment.split("=")[1]));
        words.subList(camel + 1, words.size()).forEach(word -> command.add(word.startsWith("--port=") ? "--port=" + ports.get(trial.application()) : word));
        command.addAll(List.of("--download=false", "--logging-color=false"));

        Path log = checkout.resolve("camel.log");
        logs.add(log);
        ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        processes.put(trial.name(), builder.start());
    }

    private void awaitDoor(Trial trial) {
        await(trial + " to start, see target/trials/" + trial + "/camel.log").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .failFast(trial + " ended, see target/trials/" + trial + "/camel.log", () -> !processes.get(trial.name()).isAlive())
                .until(() -> answers(ports.get(trial.application())) && Files.readString(logs.get(new ArrayList<>(processes.keySet()).indexOf(trial.name()))).contains(") started in "));
    }

    private static boolean answers(int port) {
        try (Socket door = new Socket("127.0.0.1", port)) {
            return door.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String variable(String application, String key) {
        return (application + "-" + key).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Map<String, Integer> freePorts() throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String application : APPLICATIONS) {
            ServerSocket socket = new ServerSocket(0);
            held.add(socket);
            ports.put(application, socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }
}
