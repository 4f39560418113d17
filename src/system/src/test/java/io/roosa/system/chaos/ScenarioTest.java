package io.roosa.system.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.roosa.shared.app.Settings;
import io.roosa.system.House;
import io.roosa.system.Invariant;
import io.roosa.system.Part;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioTest {

    @ParameterizedTest
    @EnumSource
    void the_same_seed_draws_the_same_plan(Scenario scenario) {
        List<String> plan = told(scenario, 42);

        assertThat(told(scenario, 42)).isNotEmpty().isEqualTo(plan);
    }

    @Test
    void each_application_is_killed_in_turn() {
        assertThat(told(Scenario.KILL_EACH, 1)).hasSameSizeAs(House.PARTS)
                .allSatisfy(told -> assertThat(House.PARTS.stream().map(Part::name)).anyMatch(told::contains));
    }

    @Test
    void every_boundary_is_tried_before_and_after() {
        List<Halt> halts = Scenario.BOUNDARIES.plan(new SplittableRandom(1), 100).stream()
                .flatMap(fault -> ((Faults.Boundaries) fault).halts().stream()).toList();

        assertThat(halts.stream().filter(Halt::before).map(Halt::step))
                .containsExactlyElementsOf(halts.stream().filter(halt -> !halt.before()).map(Halt::step).toList());
        assertThat(halts.stream().map(Halt::step)).contains("journal.claim", "journal.append", "writeStatus", "callCheckInventory", "callChargePayment",
                "callCreateShipment", "callReversePayment", "leaveInFlight", "writeJournal", "enterInFlight", "callProcessOrder");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5})
    void who_is_taken_over_sleeps_until_its_heart_is_found_silent_and_its_orders_are_looked_for(long seed) throws IOException {
        Properties test = new Properties();
        test.load(getClass().getResourceAsStream("/application-test.properties"));
        Duration found = Stream.of("heartbeat.ttl", "heartbeat.every", "recovery.every").map(key -> test.getProperty("order-proc-api." + key))
                .map(text -> Settings.parseDuration(text).orElseThrow()).reduce(Duration.ZERO, Duration::plus);

        List<Duration> naps = Stream.of(Scenario.TAKE_OVER, Scenario.SMALL).flatMap(scenario -> scenario.plan(new SplittableRandom(seed), 200).stream())
                .filter(Faults.TakeOver.class::isInstance).flatMap(fault -> ((Faults.TakeOver) fault).naps().stream()).toList();

        assertThat(naps).hasSizeGreaterThan(5).allSatisfy(nap -> assertThat(nap).isGreaterThan(found));
    }

    @Test
    void a_halt_is_read_as_it_is_written() {
        List<Halt> halts = List.of(new Halt(false, "journal.append", 7), new Halt(true, "direct:restOrder", 12));

        assertThat(halts.stream().map(Halt::toString).map(Halt::parse)).containsExactlyElementsOf(halts);
    }

    @Test
    void at_least_eight_bugs_are_known_and_every_invariant_has_one_against_it() {
        assertThat(PlantedBug.values()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(Stream.of(PlantedBug.values()).map(PlantedBug::breaks)).contains(Invariant.values());
    }

    private static List<String> told(Scenario scenario, long seed) {
        return scenario.plan(new SplittableRandom(seed), 200).stream().map(Fault::told).toList();
    }
}
