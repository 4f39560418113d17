package io.roosa.orderproc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class FaultTest {

    private static final String NORMAL = "{\"mode\":\"NORMAL\",\"failureRate\":0.4,\"technicalShare\":0.5,\"latencyMin\":\"200ms\",\"latencyMax\":\"1s\","
            + "\"timeoutRate\":0.05,\"timeoutDelay\":\"30s\"}";

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_fault_is_known_again_by_what_the_system_tells_of_itself(Fault fault) throws Exception {
        ObjectNode told = (ObjectNode) Json.MAPPER.readTree(NORMAL);
        told.setAll((ObjectNode) Json.MAPPER.readTree(fault.asked(60_000)));

        Fault known = Fault.behind(told);

        assertThat(known).isEqualTo(fault);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void no_fault_lasts_for_ever(Fault fault) throws Exception {
        assertThat(Json.MAPPER.readTree(fault.asked(60_000)).path("healAfter").asText()).isEqualTo("60000ms");
    }
}
