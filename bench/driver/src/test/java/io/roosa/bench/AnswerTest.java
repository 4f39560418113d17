package io.roosa.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AnswerTest {

    private static final String REFUSED = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\ncontent-length: 2\r\n\r\n{}";

    @Test
    void an_answer_is_read_once_it_is_whole() {
        assertThat(Answer.in(REFUSED.substring(0, 20))).isEmpty();
        assertThat(Answer.in(REFUSED.substring(0, REFUSED.length() - 1))).isEmpty();
        assertThat(Answer.in(REFUSED)).contains(new Answer(503, true, true));
    }

    @Test
    void a_refusal_that_does_not_say_when_to_come_again_is_told_apart() {
        assertThat(Answer.in("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")).contains(new Answer(503, false, true));
    }

    @Test
    void a_connection_that_is_closed_is_not_used_again() {
        assertThat(Answer.in("HTTP/1.1 202 Accepted\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")).contains(new Answer(202, false, false));
    }

    @Test
    void an_answer_without_a_length_is_none_that_a_flood_can_read() {
        assertThatIllegalStateException().isThrownBy(() -> Answer.in("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    }
}
