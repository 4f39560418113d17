package io.roosa.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.roosa.system.House;
import io.roosa.system.NotReady;

/** The faults that plans are made of. */
final class Faults {

    private Faults() {
    }

    /**
     * A process is killed and, after a while, started again.
     *
     * @param application which
     * @param down how long nothing is started
     */
    record Kill(String application, Duration down) implements Fault {

        @Override
        public int weight() {
            return 2;
        }

        @Override
        public String told() {
            return "kill -9 " + application + ", started again after " + seconds(down);
        }

        @Override
        public void strike(Stage stage) {
            stage.kill(application);
            Stage.hold(down);
            stage.start(application);
            stage.awaitUp(application);
        }
    }

    /**
     * All six are killed at once and started again in some order.
     *
     * @param order in which they are started
     * @param down how long nothing is started
     */
    record KillAll(List<String> order, Duration down) implements Fault {

        KillAll {
            order = List.copyOf(order);
        }

        @Override
        public int weight() {
            return 3;
        }

        @Override
        public String told() {
            return "kill -9 of all six at once, started again after " + seconds(down) + " as " + String.join(", ", order);
        }

        @Override
        public void strike(Stage stage) {
            order.parallelStream().forEach(stage::kill);
            Stage.hold(down);
            order.forEach(stage::start);
            order.forEach(stage::awaitUp);
        }
    }

    /**
     * A process stops in the midst of whatever it does and goes on later.
     *
     * @param application which
     * @param time how long it hangs
     */
    record Pause(String application, Duration time) implements Fault {

        @Override
        public int weight() {
            return 2;
        }

        @Override
        public String told() {
            return "SIGSTOP " + application + " for " + seconds(time);
        }

        @Override
        public void strike(Stage stage) {
            stage.pause(application);
            Stage.hold(time);
            stage.wake(application);
        }
    }

    /**
     * A copy of order-proc-api stops in the midst of its orders, another takes them over, and the first one wakes up and goes on;
     * as often as there are naps. Calls take almost as long as they may and are seldom refused, so that a nap finds orders at every
     * step, and what the first copy still has to write meets orders that the other one has brought further, or to their end.
     *
     * @param naps how long it sleeps each time; longer than a heartbeat counts
     */
    record TakeOver(List<Duration> naps) implements Fault {

        private static final Duration UNTIL_THERE_ARE_TWO = Duration.ofSeconds(3);
        private static final Duration BOTH_AT_WORK = Duration.ofSeconds(2);
        private static final String SLOW = "{\"latencyMin\":\"600ms\",\"latencyMax\":\"850ms\",\"failureRate\":0.1}";

        TakeOver {
            naps = List.copyOf(naps);
        }

        @Override
        public int weight() {
            return 2 + 2 * naps.size();
        }

        @Override
        public Duration lasts() {
            return naps.stream().map(BOTH_AT_WORK::plus).reduce(UNTIL_THERE_ARE_TWO, Duration::plus);
        }

        @Override
        public String told() {
            return "order-proc-api sleeps for " + naps.stream().map(Faults::seconds).collect(Collectors.joining(", then for "))
                    + ", a second copy takes its orders over each time, then it wakes up";
        }

        @Override
        public void strike(Stage stage) {
            stage.startSecond();
            Stage.SYSTEMS.forEach(mock -> stage.misbehave(mock, SLOW));
            for (Duration nap : naps) {
                Stage.hold(BOTH_AT_WORK);
                stage.pause(House.PROCESS);
                Stage.hold(nap);
                stage.wake(House.PROCESS);
            }
            Stage.hold(BOTH_AT_WORK);
            stage.kill(Stage.SECOND);
            stage.behave();
        }
    }

    /**
     * Mocks misbehave for a while.
     *
     * @param modes what each is told
     * @param time for how long
     * @param told in words
     */
    record Misbehaviour(Map<String, String> modes, Duration time, String told) implements Fault {

        Misbehaviour {
            modes = Map.copyOf(modes);
        }

        @Override
        public int weight() {
            return 3;
        }

        @Override
        public void strike(Stage stage) {
            modes.forEach(stage::misbehave);
            Stage.hold(time);
            stage.behave();
        }
    }

    /**
     * The line to payment-sys-api loses, repeats and holds up what it carries. No card is declined, so that a charge which arrives
     * after its reversal takes the money where nothing forbids it.
     *
     * @param time for how long, and on until enough charges are held up for a trial
     */
    record BadLine(Duration time) implements Fault {

        /** Of fewer orders it cannot be told whether a reversal forbids the charge that it overtakes. */
        private static final int TRIAL = 3;
        private static final Duration HELD_WITHIN = Duration.ofSeconds(20);

        /** Longer than all attempts at a charge and the reversal after them take. */
        private static final Duration REVERSED_WITHIN = Duration.ofSeconds(15);
        private static final Duration QUIET_WITHIN = Duration.ofSeconds(30);
        private static final String NONE_DECLINED = "{\"failureRate\":0.1,\"technicalShare\":1}";

        @Override
        public int weight() {
            return 4;
        }

        @Override
        public String told() {
            return "the line to payment-sys-api delivers charges after their reversal, twice or without an answer for " + seconds(time);
        }

        @Override
        public void strike(Stage stage) {
            Line line = stage.line();
            int overtakenBefore = line.overtaken();
            int heldUpBefore = line.heldUp();
            stage.misbehave(House.PAYMENT, NONE_DECLINED);
            line.become(true);
            Stage.hold(time);
            Stage.cameTrue(HELD_WITHIN, () -> line.heldUp() - heldUpBefore >= TRIAL);
            line.become(false);
            Stage.cameTrue(REVERSED_WITHIN, line::holdsNothing);
            line.letGo();
            Stage.await("the last late call is delivered", QUIET_WITHIN, line::isQuiet);
            stage.behave();
            int overtaken = line.overtaken() - overtakenBefore;
            if (overtaken < TRIAL) {
                stage.untried("orders whose charge arrived after its reversal: " + overtaken + ", and it takes " + TRIAL);
            }
        }
    }

    /**
     * A process dies by itself right before or after a step of an order, once at each of these boundaries.
     *
     * @param application which
     * @param halts where; each is a start of its own
     */
    record Boundaries(String application, List<Halt> halts) implements Fault {

        private static final Duration REACHED_WITHIN = Duration.ofSeconds(20);
        private static final Duration EACH = Duration.ofSeconds(7);

        /** So that reversals, and shipments whose outcome is unknown, come about. */
        private static final String PAYMENT = "{\"timeoutRate\":0.3}";
        private static final String SHIPPING = "{\"failureRate\":0.6,\"timeoutRate\":0.3}";

        /** Only an order none of whose shipments was answered comes to rest. */
        private static final Map<String, String> SHIPPING_FOR = Map.of("direct:restOrder", "{\"mode\":\"LOST_ANSWER\"}");

        Boundaries {
            halts = List.copyOf(halts);
        }

        @Override
        public int weight() {
            return 2 * halts.size();
        }

        @Override
        public Duration lasts() {
            return EACH.multipliedBy(halts.size());
        }

        @Override
        public String told() {
            return application + " dies " + halts.stream().map(Halt::told).collect(Collectors.joining(", then "));
        }

        @Override
        public void strike(Stage stage) {
            stage.misbehave(House.PAYMENT, PAYMENT);
            stage.kill(application);
            for (Halt halt : halts) {
                stage.misbehave(House.SHIPPING, SHIPPING_FOR.getOrDefault(halt.step(), SHIPPING));
                stage.startSabotaged(application, Sabotaged.halting(application, halt));
                if (stage.awaitUpOrGone(application)) {
                    stage.serves(application);
                }
                Optional<Integer> exitCode = stage.awaitEnd(application, REACHED_WITHIN);
                if (exitCode.isEmpty()) {
                    stage.missed(halt);
                    stage.kill(application);
                } else if (exitCode.get() == Halt.EXIT_CODE) {
                    stage.gone(application);
                } else {
                    throw new NotReady(application + ", to die " + halt.told() + ", ended with exit code " + exitCode.get());
                }
            }
            stage.start(application);
            stage.awaitUp(application);
            stage.behave();
        }
    }

    /**
     * The machine under the store loses its power and is switched on again: what the store has not had written to its disk for
     * good is lost.
     *
     * @param down how long it is off
     */
    record PowerLoss(Duration down) implements Fault {

        @Override
        public int weight() {
            return 3;
        }

        @Override
        public Needs needs() {
            return Needs.A_DISK_THAT_LOSES_POWER;
        }

        @Override
        public String told() {
            return "the machine under order-status-store loses its power, on again after " + seconds(down);
        }

        @Override
        public void strike(Stage stage) {
            stage.pause(House.STORE);
            stage.storeDisk().losePower(() -> stage.kill(House.STORE));
            Stage.hold(down);
            stage.start(House.STORE);
            stage.awaitUp(House.STORE);
        }
    }

    /**
     * Another process takes the disk under the store, and gives it back. Whoever watches over the store starts it again where it
     * has ended by itself, and not else.
     *
     * @param leftMegabytes what is left: less than the store's reserve, or nothing at all
     * @param time how long it is taken
     */
    record DiskTaken(int leftMegabytes, Duration time) implements Fault {

        /** With what the store ends that may have met a full disk. */
        private static final int CANNOT_WRITE = 74;

        @Override
        public int weight() {
            return 4;
        }

        @Override
        public Needs needs() {
            return Needs.A_DISK_OF_ITS_OWN;
        }

        @Override
        public String told() {
            return (leftMegabytes == 0 ? "the disk under order-status-store is full" : leftMegabytes + " MB are left on the disk under order-status-store")
                    + " for " + seconds(time);
        }

        @Override
        public void strike(Stage stage) {
            stage.outages().begin(House.STORE);
            stage.storeDisk().fill(leftMegabytes * 1024L * 1024);
            Stage.hold(time);
            stage.storeDisk().free();
            if (!stage.awaitUpOrGone(House.STORE)) {
                stage.startedByItsWatch(House.STORE, CANNOT_WRITE);
            }
            stage.awaitUp(House.STORE);
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
