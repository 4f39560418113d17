package io.roosa.orderproc;

import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OldestTest {

    private static final long SEED = 20_261_124;

    @Test
    void of_any_number_of_orders_the_oldest_are_kept_oldest_first() {
        List<Integer> ages = new Random(SEED).ints(5_000, 0, 3_000).boxed().toList();
        Oldest<Integer> oldest = new Oldest<>(700, Comparator.naturalOrder());

        ages.forEach(oldest::add);

        assertThat(oldest.inOrder()).as("seed %d", SEED).isEqualTo(ages.stream().sorted().limit(700).toList());
    }

    @Test
    void fewer_than_asked_for_are_all_kept() {
        Oldest<Integer> oldest = new Oldest<>(700, Comparator.naturalOrder());

        List.of(3, 1, 2).forEach(oldest::add);

        assertThat(oldest.inOrder()).containsExactly(1, 2, 3);
    }
}
