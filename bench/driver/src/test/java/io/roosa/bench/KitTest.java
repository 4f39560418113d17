package io.roosa.bench;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KitTest {

    /** One of 28,000 ports is drawn each time: of 2,000 drawings some seventy would hit one that was given before. */
    @Test
    void no_two_processes_of_a_run_are_given_the_same_port() {
        assertThat(IntStream.range(0, 2_000).map(each -> Kit.freePort())).doesNotHaveDuplicates();
    }
}
