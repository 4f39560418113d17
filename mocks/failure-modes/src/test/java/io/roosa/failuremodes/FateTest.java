package io.roosa.failuremodes;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FateTest {

    private static final long SEED = 20261123;
    private static final int MANY = 20_000;

    @Test
    void the_same_seed_gives_the_same_sequence() {
        List<Fate> first = fates(modes(FailureMode.NORMAL, 0.4, 0.5, 0.05));

        List<Fate> second = fates(modes(FailureMode.NORMAL, 0.4, 0.5, 0.05));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void another_seed_gives_another_sequence() {
        assertThat(new Lots(SEED).draw()).isNotEqualTo(new Lots(SEED + 1).draw());
    }

    @Test
    void the_modes_that_held_before_do_not_change_what_the_nth_call_gets() {
        Lots changed = new Lots(SEED);
        Lots unchanged = new Lots(SEED);
        changed.draw().under(modes(FailureMode.DOWN, 0.4, 0.5, 0.05));
        unchanged.draw().under(modes(FailureMode.NORMAL, 0, 0, 0));

        assertThat(changed.draw()).isEqualTo(unchanged.draw());
    }

    @Test
    void half_of_the_calls_that_time_out_take_effect() {
        List<Fate> fates = fates(modes(FailureMode.NORMAL, 0.4, 0.5, 0.05));

        long served = count(fates, Fate.Kind.SERVED_TOO_LATE);
        long failed = count(fates, Fate.Kind.FAILED_TOO_LATE);

        assertThat(share(served + failed)).isCloseTo(0.05, within(0.01));
        assertThat((double) served / (served + failed)).as("seed %d", SEED).isCloseTo(0.5, within(0.05));
    }

    @Test
    void failures_and_refusals_come_at_their_rates() {
        List<Fate> fates = fates(modes(FailureMode.NORMAL, 0.4, 0.25, 0));

        assertThat(share(count(fates, Fate.Kind.FAILED))).isCloseTo(0.1, within(0.01));
        assertThat(share(count(fates, Fate.Kind.REFUSED))).isCloseTo(0.3, within(0.01));
    }

    @Test
    void latency_lies_evenly_between_its_bounds() {
        List<Long> holds = fates(modes(FailureMode.NORMAL, 0.4, 0.5, 0)).stream().map(fate -> fate.hold().toMillis()).toList();

        assertThat(holds).allMatch(millis -> millis >= 200 && millis <= 1000);
        assertThat(holds.stream().mapToLong(millis -> millis).average().orElseThrow()).isCloseTo(600, within(10.0));
    }

    @Test
    void a_mode_overrules_the_rates() {
        assertThat(fates(modes(FailureMode.DOWN, 0, 0, 1))).allMatch(fate -> fate.isDown() && fate.hold().isZero());
        assertThat(fates(modes(FailureMode.HANG, 0, 0, 0))).allMatch(fate -> fate.hangs() && fate.fails());
        assertThat(fates(modes(FailureMode.LOST_ANSWER, 1, 1, 1))).allMatch(fate -> fate.losesAnswer() && !fate.fails() && !fate.refuses());
    }

    private static List<Fate> fates(FailureModes modes) {
        Lots lots = new Lots(SEED);
        return Stream.generate(lots::draw).limit(MANY).map(lot -> lot.under(modes)).toList();
    }

    private static FailureModes modes(FailureMode mode, double failureRate, double technicalShare, double timeoutRate) {
        return new FailureModes(mode, failureRate, technicalShare, Duration.ofMillis(200), Duration.ofSeconds(1), timeoutRate, Duration.ofSeconds(30));
    }

    private static long count(List<Fate> fates, Fate.Kind kind) {
        return fates.stream().filter(fate -> fate.kind() == kind).count();
    }

    private static double share(long count) {
        return (double) count / MANY;
    }
}
