package io.roosa.system.chaos;

import org.junit.jupiter.api.Test;

import io.roosa.system.House;

import static org.assertj.core.api.Assertions.assertThat;

class OutagesTest {

    private final Outages outages = new Outages();

    @Test
    void a_status_is_owed_while_all_serve() {
        Outages.Mark asked = outages.mark();

        assertThat(outages.owedSince(asked)).isTrue();
    }

    @Test
    void a_status_is_owed_while_any_one_other_than_the_experience_is_down() {
        outages.begin(House.STORE);

        assertThat(outages.owedSince(outages.mark())).isTrue();
    }

    @Test
    void nobody_is_there_to_answer_while_the_experience_is_down() {
        outages.begin(House.EXPERIENCE);

        assertThat(outages.owedSince(outages.mark())).isFalse();
    }

    @Test
    void a_status_that_was_asked_for_before_the_experience_came_back_is_not_owed() {
        outages.begin(House.EXPERIENCE);
        Outages.Mark asked = outages.mark();

        outages.end(House.EXPERIENCE);

        assertThat(outages.owedSince(asked)).isFalse();
    }

    @Test
    void an_outage_that_came_and_went_while_a_status_was_awaited_excuses_it() {
        Outages.Mark asked = outages.mark();

        outages.begin(House.EXPERIENCE);
        outages.end(House.EXPERIENCE);

        assertThat(outages.owedSince(asked)).isFalse();
    }

    @Test
    void two_at_once_are_more_than_is_promised() {
        outages.begin(House.STORE);
        outages.begin(House.PAYMENT);

        assertThat(outages.owedSince(outages.mark())).isFalse();
    }

    @Test
    void several_at_once_are_one_outage_until_the_last_of_them_is_back() {
        outages.begin(House.STORE);
        outages.begin(House.EXPERIENCE);
        outages.end(House.EXPERIENCE);

        assertThat(outages.owedSince(outages.mark())).isFalse();

        outages.end(House.STORE);

        assertThat(outages.owedSince(outages.mark())).isTrue();
    }
}
