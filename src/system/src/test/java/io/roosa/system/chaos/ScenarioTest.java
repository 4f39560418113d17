package io.roosa.system.chaos;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
