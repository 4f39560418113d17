package io.roosa.shared.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    @Test
    void a_text_must_be_set_and_is_read_without_the_space_around_it() {
        assertThat(holding(" a b ").text("k")).isEqualTo("a b");
        assertThat(holding("  ").optionalText("k")).isEmpty();
        assertRefused(() -> holding(" ").text("k"), "k = (not set)");
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "3s,3000", "5m,300000", "24h,86400000", "30d,2592000000", "7 s,7000", "0ms,0"})
    void a_length_of_time_has_a_unit(String text, long millis) {
        assertThat(holding(text).duration("k")).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "3 sec", "-1s", "1.5s", "s", "1S", "PT3S", "9999999999s", "forever"})
    void any_other_length_of_time_is_refused(String text) {
        assertRefused(() -> holding(text).duration("k"), "k = " + text);
    }

    @Test
    void a_length_of_time_may_have_to_be_long_enough() {
        assertThat(holding("10ms").duration("k", Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(10));
        assertRefused(() -> holding("9ms").duration("k", Duration.ofMillis(10)), "at least 10ms");
    }

    @ParameterizedTest
    @CsvSource({"0MB,0", "512KB,524288", "64MB,67108864", "2 GB,2147483648"})
    void a_size_has_a_unit(String text, long bytes) {
        assertThat(holding(text).size("k")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "64M", "-1MB", "1.5GB", "MB", "64mb", "9999999999GB"})
    void any_other_size_is_refused(String text) {
        assertRefused(() -> holding(text).size("k"), "k = " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.30", "1.0"})
    void a_share_is_0_to_1(String text) {
        assertThat(holding(text).share("k")).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.01", "NaN", "30%", "Infinity", "half"})
    void any_other_share_is_refused(String text) {
        assertRefused(() -> holding(text).share("k"), "k = " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "1.5", "one", "99999999999", "1 000"})
    void a_whole_number_stays_in_its_bounds(String text) {
        assertThat(holding("1").whole("k", 1, 5)).isEqualTo(1);
        assertThat(holding("5").whole("k", 1, 5)).isEqualTo(5);
        assertRefused(() -> holding(text).whole("k", 1, 5), "from 1 to 5");
    }

    @Test
    void a_number_may_be_left_out_but_not_be_something_else() {
        assertThat(holding("").optionalNumber("k")).isEmpty();
        assertThat(holding("-42").optionalNumber("k")).hasValue(-42);
        assertRefused(() -> holding("x").optionalNumber("k"), "k = x");
    }

    @Test
    void a_switch_is_true_or_false() {
        assertThat(holding("true").flag("k")).isTrue();
        assertThat(holding("false").flag("k")).isFalse();
        assertRefused(() -> holding("yes").flag("k"), "one of true, false");
    }

    @Test
    void one_of_some_words_is_none_other() {
        assertThat(holding("b").oneOf("k", List.of("a", "b"))).isEqualTo("b");
        assertRefused(() -> holding("c").oneOf("k", List.of("a", "b")), "one of a, b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8084", "http://127.0.0.1", "ftp://127.0.0.1:21", "http://:80", "http://a b:80", "http://127.0.0.1:port"})
    void a_url_has_a_host_and_a_port(String text) {
        assertThat(holding("http://127.0.0.1:8084").url("k")).isEqualTo(URI.create("http://127.0.0.1:8084"));
        assertRefused(() -> holding(text).url("k"), "k = " + text);
    }

    @Test
    void a_port_is_0_to_65535() {
        assertThat(holding("0").port("k")).isZero();
        assertThat(holding("65535").port("k")).isEqualTo(65535);
        assertRefused(() -> holding("65536").port("k"), "k = 65536");
    }

    @Test
    void a_directory_is_taken_as_it_stands() {
        assertThat(holding("data/payment-sys-api").directory("k")).isEqualTo(Path.of("data", "payment-sys-api"));
    }

    private static Settings holding(String value) {
        return new Settings(property -> Optional.of(value));
    }

    private static void assertRefused(ThrowingCallable reading, String words) {
        assertThatThrownBy(reading).isInstanceOf(WrongSetting.class).hasMessageContaining(words).hasMessageContaining("expected: ");
    }
}
