package io.roosa.bench;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpecimenTest {

    @Test
    void a_copy_differs_in_nothing_but_its_id() {
        Specimen specimen = new Specimen("id-1", Map.of("order-journal", "{\"orderId\":\"id-1\",\"owner\":\"copy\"}", "order-status", "SHIPPED"));

        assertThat(specimen.in("order-journal", "id-2")).isEqualTo("{\"orderId\":\"id-2\",\"owner\":\"copy\"}");
        assertThat(specimen.in("order-status", "id-2")).isEqualTo("SHIPPED");
    }

    @Test
    void ids_are_those_of_the_applications_and_none_comes_twice() {
        List<String> ids = Specimen.ids(10_000, 7);

        assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")).doesNotHaveDuplicates();
    }
}
