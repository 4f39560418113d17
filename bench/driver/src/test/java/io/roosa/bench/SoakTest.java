package io.roosa.bench;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SoakTest {

    private static final int LOOKS = 60;

    @Test
    void a_run_without_a_slope_holds_though_single_looks_stand_out() {
        List<Soak.Growth> growths = Soak.growths(looks(look -> 400 + look % 7, look -> 120 + look % 5, look -> look % 13 == 0 ? 90 : 8));

        assertThat(growths).isNotEmpty().allMatch(Soak.Growth::held);
    }

    @Test
    void memory_that_grows_by_a_mebibyte_at_each_look_is_noticed() {
        List<Soak.Growth> growths = Soak.growths(looks(look -> 400 + look, look -> 120, look -> 8));

        assertThat(growths.stream().filter(growth -> !growth.held())).isNotEmpty().allMatch(growth -> growth.what().endsWith("MiB resident"));
    }

    @Test
    void a_descriptor_that_is_lost_at_each_look_is_noticed() {
        List<Soak.Growth> growths = Soak.growths(looks(look -> 400, look -> 120 + look, look -> 8));

        assertThat(growths.stream().filter(growth -> !growth.held())).isNotEmpty().allMatch(growth -> growth.what().endsWith("descriptors"));
    }

    @Test
    void waits_that_become_longer_are_noticed() {
        List<Soak.Growth> growths = Soak.growths(looks(look -> 400, look -> 120, look -> 8 + look * 0.5));

        assertThat(growths.stream().filter(growth -> !growth.held())).isNotEmpty().allMatch(growth -> growth.what().endsWith(", ms"));
    }

    @Test
    void memory_that_only_grows_while_it_warms_up_is_none_of_the_later_part() {
        List<Soak.Growth> growths = Soak.growths(looks(look -> Math.min(400, 300 + 10 * look), look -> 120, look -> 8));

        assertThat(growths).allMatch(Soak.Growth::held);
    }

    @Test
    void a_heap_that_keeps_something_of_every_order_is_noticed() {
        Map<String, List<Double>> heaps = Map.of(House.EXPERIENCE, List.of(40.0, 45.0), House.PROCESS, List.of(50.0, 42.0), House.STORE, List.of(60.0, 90.0));

        assertThat(Soak.kept(heaps).stream().filter(growth -> !growth.held())).singleElement()
                .isEqualTo(new Soak.Growth(House.STORE + ", MiB kept in its heap", 60, 30, 8));
    }

    @Test
    void the_heap_is_taken_whole_at_the_start() {
        assertThat(new Soak().options(List.of("-Xmx300m", "-XX:+UseSerialGC"))).containsExactly("-Xmx300m", "-XX:+UseSerialGC", "-Xms300m", "-XX:+AlwaysPreTouch");
    }

    private static List<Soak.Look> looks(IntToDoubleFunction mebibytes, IntToDoubleFunction descriptors, IntToDoubleFunction millis) {
        return IntStream.range(0, LOOKS).mapToObj(look -> {
            Result.Millis waits = new Result.Millis(millis.applyAsDouble(look) / 2, millis.applyAsDouble(look), 100);
            return new Soak.Look(look * 5, look * 1_000L, everywhere((long) mebibytes.applyAsDouble(look)), everywhere((long) descriptors.applyAsDouble(look)), waits, waits);
        }).toList();
    }

    private static Map<String, Long> everywhere(long value) {
        return Map.of(House.EXPERIENCE, value, House.PROCESS, value, House.STORE, value);
    }
}
