package io.roosa.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class SlopeTest {

    @Test
    void a_line_has_its_own_slope() {
        Slope slope = Slope.of(List.of(10.0, 12.0, 14.0, 16.0));

        assertThat(slope).isEqualTo(new Slope(2, 13, 3));
        assertThat(slope.grown()).isEqualTo(6);
    }

    @Test
    void what_stays_the_same_has_none() {
        assertThat(Slope.of(List.of(7.0, 7.0, 7.0)).grown()).isZero();
    }

    @Test
    void a_few_values_that_stand_out_do_not_move_it() {
        List<Double> values = new ArrayList<>(DoubleStream.iterate(100, value -> value + 1).limit(40).boxed().toList());
        values.set(5, 9_000.0);
        values.set(20, 9_000.0);
        values.set(39, 9_000.0);

        Slope slope = Slope.of(values);

        assertThat(slope.perStep()).isCloseTo(1, within(0.1));
    }

    @Test
    void one_value_is_no_slope() {
        assertThatIllegalArgumentException().isThrownBy(() -> Slope.of(List.of(1.0))).withMessageContaining("two values");
    }
}
