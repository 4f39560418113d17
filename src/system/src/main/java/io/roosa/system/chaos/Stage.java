package io.roosa.system.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.roosa.system.AddressBook;
import io.roosa.system.Client;
import io.roosa.system.Health;
import io.roosa.system.House;
import io.roosa.system.NotReady;
import io.roosa.system.RunningJar;
import io.roosa.system.SixProcesses;

/** The six processes as the faults find them: each can be killed, paused, woken and started again, and the mocks can be told how to misbehave. */
final class Stage {

    /** The name of the second copy of order-proc-api. */
    static final String SECOND = "order-proc-api-second";

    /** The systems below, which the mocks stand for. */
    static final List<String> SYSTEMS = List.of(House.INVENTORY, House.PAYMENT, House.SHIPPING);

    private static final Duration UP_WITHIN = Duration.ofSeconds(90);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final SixProcesses processes;
    private final AddressBook addresses;
    private final Map<String, List<String>> sabotage;
    private final Outages outages;
    private final Client client;
    private final Line line;
    private final Optional<StoreDisk> storeDisk;
    private final Map<String, Integer> kills = new ConcurrentSkipListMap<>();
    private final List<Halt> missed = new ArrayList<>();
    private final List<String> untried = new ArrayList<>();
    private int pauses;
    private int endings;
    private String secondManagement = "";

    /**
     * @param sabotage options by application with which it is started from now on in place of its packaged jar
     * @param line leads to payment-sys-api where the scenario wants one
     * @param storeDisk what the store writes to, where a scenario wants it to be full and it could be made
     */
    Stage(SixProcesses processes, AddressBook addresses, Map<String, List<String>> sabotage, Outages outages, Client client, Line line,
            Optional<StoreDisk> storeDisk) {
        this.processes = processes;
        this.addresses = addresses;
        this.sabotage = sabotage;
        this.outages = outages;
        this.client = client;
        this.line = line;
        this.storeDisk = storeDisk;
    }

    /** Ends the process as {@code kill -9} does. */
    void kill(String name) {
        if (!name.equals(SECOND)) {
            outages.begin(name);
        }
        processes.running(name).kill();
        gone(name);
    }

    /** Takes note of a process that has ended by itself, as it was told to. */
    boolean gone(String name) {
        boolean gone = processes.running(name).awaitExit(GONE_WITHIN).isPresent();
        if (gone) {
            if (!name.equals(SECOND)) {
                outages.begin(name);
            }
            kills.merge(name.equals(SECOND) ? House.PROCESS : name, 1, Integer::sum);
        }
        return gone;
    }

    /** Starts it again, without waiting. */
    void start(String name) {
        processes.startAnew(name);
    }

    /** Starts it with these options from the launcher's jar, and from its own jar at the start after that. */
    void startSabotaged(String name, List<String> options) {
        List<String> before = sabotage.put(name, options);
        processes.startAnew(name);
        if (before == null) {
            sabotage.remove(name);
        } else {
            sabotage.put(name, before);
        }
    }

    /** Starts it again after it has ended by itself, as whatever watches over it would. @throws NotReady where that was for another reason */
    void startedByItsWatch(String name, int exitCode) {
        RunningJar ended = processes.running(name);
        ended.exitCode().ifPresent(code -> {
            if (code != exitCode) {
                throw new NotReady(name + " ended with exit code " + code + ":\n  " + ended.lastWords());
            }
        });
        processes.startAnew(name);
        endings++;
    }

    /** Waits until it serves. */
    void awaitUp(String name) {
        Health health = new Health(name.equals(SECOND) ? secondManagement : addresses.managementUrl(name));
        await(name + " serves again", UP_WITHIN, () -> {
            RunningJar jar = processes.running(name);
            jar.exitCode().ifPresent(code -> {
                throw new NotReady(name + " ended with exit code " + code + ":\n  " + jar.lastWords());
            });
            return health.isReady();
        });
        outages.end(name);
    }

    /** Waits until it serves, or has ended. Answers whether it serves. */
    boolean awaitUpOrGone(String name) {
        Health health = new Health(addresses.managementUrl(name));
        await(name + " serves again", UP_WITHIN, () -> processes.running(name).exitCode().isPresent() || health.isReady());
        return processes.running(name).exitCode().isEmpty();
    }

    /** From now on it serves: what is asked of it is owed. */
    void serves(String name) {
        outages.end(name);
    }

    /** Waits at most that long until the process has ended by itself. */
    Optional<Integer> awaitEnd(String name, Duration atMost) {
        var exitCode = processes.running(name).awaitExit(atMost);
        return exitCode.isPresent() ? Optional.of(exitCode.getAsInt()) : Optional.empty();
    }

    /** Takes note of a step that was not reached in time. */
    void missed(Halt halt) {
        missed.add(halt);
    }

    /** The steps at which a process should have died, and that it did not reach in time. */
    List<Halt> missed() {
        return List.copyOf(missed);
    }

    /** Takes note of a fault that met too few orders to be a trial. */
    void untried(String what) {
        untried.add(what);
    }

    /** What faults should have done to orders, and too few came for it. */
    List<String> untried() {
        return List.copyOf(untried);
    }

    /** Stops it in the midst of whatever it does (SIGSTOP). */
    void pause(String name) {
        outages.begin(name);
        signal("-STOP", name);
        pauses++;
    }

    /** Lets it go on as though nothing had been (SIGCONT). */
    void wake(String name) {
        signal("-CONT", name);
        awaitUp(name);
    }

    private void signal(String signal, String name) {
        try {
            Process kill = new ProcessBuilder("kill", signal, String.valueOf(processes.running(name).pid())).inheritIO().start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new NotReady("kill " + signal + " " + name + " did not work");
            }
        } catch (IOException e) {
            throw new NotReady("kill " + signal + " is not to be had here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        }
    }

    /** Starts a second copy of order-proc-api, and waits until it serves. */
    void startSecond() {
        int management = Ports.free();
        secondManagement = "http://127.0.0.1:" + management;
        processes.startCopy(House.PROCESS, SECOND, Map.of("order-proc-api.port", String.valueOf(Ports.free()),
                "order-proc-api.management.port", String.valueOf(management)));
        awaitUp(SECOND);
    }

    /** Makes a mock misbehave, in JSON as its {@code PUT /failure-modes} takes it. */
    void misbehave(String mock, String modes) {
        told(mock, client.misbehave(mock, modes).join());
    }

    /** Makes all mocks behave as their properties say. */
    void behave() {
        SYSTEMS.forEach(mock -> told(mock, client.behave(mock).join()));
    }

    private static void told(String mock, Client.Answer answer) {
        if (answer.code() != 200) {
            throw new NotReady(mock + " could not be told how to behave: " + answer.told());
        }
    }

    Line line() {
        return line;
    }

    StoreDisk storeDisk() {
        return storeDisk.orElseThrow();
    }

    Outages outages() {
        return outages;
    }

    /** How often each application was killed so far. */
    Map<String, Integer> kills() {
        return new TreeMap<>(kills);
    }

    /** How often one was paused so far. */
    int pauses() {
        return pauses;
    }

    /** How often one that had ended by itself was started again. */
    int endings() {
        return endings;
    }

    /** Lets time pass. */
    static void hold(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReady("interrupted");
        }
    }

    /** Waits for something that must come. @throws NotReady where it does not within that time */
    static void await(String what, Duration atMost, BooleanSupplier condition) {
        if (!cameTrue(atMost, condition)) {
            throw new NotReady("not within " + atMost.toSeconds() + " s: " + what);
        }
    }

    /** Waits at most that long; answers whether the condition came true. */
    static boolean cameTrue(Duration atMost, BooleanSupplier condition) {
        Instant until = Instant.now().plus(atMost);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            hold(LOOK_EVERY);
        }
        return true;
    }
}
