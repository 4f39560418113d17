package io.roosa.shared.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonBodyTest {

    @Test
    void an_answer_is_json_in_utf_8_that_can_be_read_from_its_beginning_to_its_end() {
        ByteBuffer body = JsonBody.of(Map.of("city", "Zürich"));

        assertThat(StandardCharsets.UTF_8.decode(body.duplicate()).toString()).isEqualTo("{\"city\":\"Zürich\"}");
        assertThat(body.remaining()).isEqualTo("{\"city\":\"Zürich\"}".getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void what_cannot_be_told_as_json_is_a_fault_of_ours() {
        assertThatThrownBy(() -> JsonBody.of(new Object())).isInstanceOf(IllegalStateException.class);
    }
}
