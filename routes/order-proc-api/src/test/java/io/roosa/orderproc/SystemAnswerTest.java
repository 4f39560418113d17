package io.roosa.orderproc;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SystemAnswerTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 299})
    void a_json_object_with_a_2xx_status_is_a_thing_done(int status) {
        Answer answer = SystemAnswer.read(status, "", "{\"done\":true}");

        assertThat(answer).isInstanceOf(Answer.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "OK", "[]", "[{\"done\":true}]", "\"done\"", "42", "null", "{\"done\":", "{\"done\":true} {}", "<html></html>"})
    void a_success_that_cannot_be_read_is_an_unknown_outcome_and_no_success(String body) {
        TechnicalFailure failure = failure(200, "", body);

        assertThat(failure.reason()).isEqualTo("BROKEN_ANSWER");
        assertThat(failure.surelyNotDone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"503,UNAVAILABLE,true", "429,TOO_MANY_REQUESTS,true", "408,TIMEOUT,false", "504,TIMEOUT,false", "500,HTTP_500,false", "502,HTTP_502,false",
        "599,HTTP_599,false", "301,HTTP_301,false", "304,HTTP_304,false", "101,HTTP_101,false", "0,HTTP_0,false"})
    void any_other_status_decides_nothing_and_only_503_and_429_say_that_nothing_was_done(int status, String reason, boolean surelyNotDone) {
        TechnicalFailure failure = failure(status, "", "{\"done\":true}");

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.surelyNotDone()).isEqualTo(surelyNotDone);
        assertThat(failure.refusedByBreaker()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"402|{\"code\":\"PAYMENT_DECLINED\"}|PAYMENT_DECLINED", "409|{\"code\":\"OUT_OF_STOCK\"}|OUT_OF_STOCK", "400|{}|HTTP_400",
        "404|<html>|HTTP_404", "422|{\"code\":\"not a code\"}|HTTP_422", "409|[]|HTTP_409"})
    void any_other_4xx_is_a_refusal_told_by_its_code_or_else_its_status(int status, String body, String code) {
        Answer answer = SystemAnswer.read(status, "", body);

        assertThat(answer).isEqualTo(new Answer.Refused(code));
    }

    @Test
    void a_refusal_without_a_body_is_told_by_its_status() {
        assertThat(SystemAnswer.read(402, "", null)).isEqualTo(new Answer.Refused("HTTP_402"));
    }

    @ParameterizedTest
    @CsvSource({"7,7", "0,0", "'',0", "-1,0", "1.5,0", "9999999,0", "'Mon, 23 Nov 2026 10:15:30 GMT',0"})
    void retry_after_is_read_as_seconds_and_anything_else_as_none(String header, int seconds) {
        assertThat(failure(503, header, "").retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    private static TechnicalFailure failure(int status, String retryAfter, String body) {
        return catchThrowableOfType(TechnicalFailure.class, () -> SystemAnswer.read(status, retryAfter, body));
    }
}
