package io.roosa.shared.app;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvironmentTest {

    @ParameterizedTest
    @ValueSource(strings = {"dev", "test"})
    void dev_and_test_travel_in_the_jar(String name) {
        assertThat(Environment.named(name).locations()).contains("classpath:application-" + name + ".properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "", "../test", "test.properties", "a b", "{{test}}"})
    void an_environment_without_a_file_is_refused(String name) {
        assertThatThrownBy(() -> Environment.named(name)).isInstanceOf(WrongSetting.class)
                .hasMessageContaining("camel.main.profile = " + name).hasMessageContaining("expected: dev or test");
    }

    @Test
    void an_environment_is_told_by_its_name() {
        assertThat(Environment.named("test")).hasToString("test");
    }
}
