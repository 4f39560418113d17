package io.roosa.shared.http;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorrelationIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "shop:1", "A-Z_0.9:x", "00000000-0000-0000-0000-000000000000"})
    void a_well_formed_one_is_taken(String offered) {
        assertThat(CorrelationId.takenOrMade(Stream.ofNullable(offered).toList()).text()).isEqualTo(offered);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a\nb", "a,b", "\u00e4", "${body}", "{{x}}", "<script>"})
    void any_other_is_replaced_by_a_new_one_that_is_well_formed(String offered) {
        String made = CorrelationId.takenOrMade(Stream.ofNullable(offered).toList()).text();

        assertThat(made).matches("[A-Za-z0-9._:-]{1,128}").isNotEqualTo(offered);
        assertThat(CorrelationId.takenOrMade(Stream.ofNullable(offered).toList()).text()).isNotEqualTo(made);
    }

    @Test
    void of_two_none_is_taken() {
        assertThat(CorrelationId.takenOrMade(List.of("a", "b")).text()).isNotIn("a", "b", "a,b");
    }

    @Test
    void the_longest_has_128_characters() {
        assertThat(CorrelationId.takenOrMade(List.of("a".repeat(128))).text()).isEqualTo("a".repeat(128));
        assertThat(CorrelationId.takenOrMade(List.of("a".repeat(129))).text()).hasSizeLessThan(128);
    }
}
