package io.roosa.system;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class LifeViewTest {

    private static final Duration NOW = Duration.ofSeconds(9);

    @Test
    void a_status_that_was_gone_before_it_was_asked_for_has_its_mark_too() {
        String row = new LifeTable(Ansi.OFF).row(moved(life(1), "SHIPPED"), NOW);

        assertThat(row).contains("●●●●●✔");
    }

    @Test
    void a_row_has_a_mark_for_each_status_reached_and_fits_eighty_columns() {
        Life failed = moved(life(1), "INVENTORY_CHECK_STARTED", "INVENTORY_FAILED");

        String row = new LifeTable(Ansi.OFF).row(failed, NOW);

        assertThat(row).contains("●●✘···", "INVENTORY_FAILED", "2.0 s").hasSizeLessThanOrEqualTo(85);
    }

    @Test
    void colours_do_not_shift_the_columns() {
        String plain = new LifeTable(Ansi.OFF).row(life(1), NOW);

        String coloured = new LifeTable(Ansi.ON).row(life(1), NOW);

        assertThat(coloured).isNotEqualTo(plain);
        assertThat(coloured.replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void where_not_all_fit_those_under_way_come_first() {
        List<Life> lives = IntStream.range(0, 10).mapToObj(i -> i < 8 ? moved(life(i), "INVENTORY_CHECK_STARTED", "INVENTORY_FAILED") : life(i)).toList();

        List<String> lines = new LifeTable(Ansi.OFF).lines(lives, NOW, 3);

        assertThat(lines).hasSize(6).contains("... and 7 more", "8 of 10 have ended");
        assertThat(lines.get(1)).startsWith("order-8");
        assertThat(lines.get(2)).startsWith("order-9");
    }

    @Test
    void on_a_terminal_the_table_is_drawn_over_itself() {
        StringWriter screen = new StringWriter();
        LifeView view = new LifeView.InPlace(new PrintWriter(screen), new LifeTable(Ansi.ON), 24);
        view.show(List.of(life(1)), NOW);
        int firstFrame = screen.toString().length();

        view.show(List.of(life(1)), NOW);

        assertThat(screen.toString().substring(firstFrame)).startsWith("\033[3A\r\033[J");
    }

    @Test
    void elsewhere_each_status_is_told_once() {
        StringWriter lines = new StringWriter();
        LifeView view = LifeView.of(new PrintWriter(lines), Ansi.OFF);
        view.show(List.of(life(1)), NOW);

        view.show(List.of(moved(life(1), "INVENTORY_CHECK_STARTED")), NOW);

        assertThat(lines.toString().lines()).hasSize(2);
        assertThat(lines.toString()).doesNotContain("\033");
    }

    private static Life life(int number) {
        DrawnOrder order = new DrawnOrder("Ada Lovelace", "EUR", new BigDecimal("1129.80"), JsonNodeFactory.instance.objectNode());
        return Life.accepted(order, "order-" + number, "c-1", Duration.ZERO, Duration.ofSeconds(1));
    }

    private static Life moved(Life life, String... statuses) {
        Life moved = life;
        for (String status : statuses) {
            moved = moved.asked(new Client.Answer(200, Json.MAPPER.createObjectNode().put("status", status), "c-1", Duration.ofMillis(5)),
                    Duration.ofSeconds(2));
        }
        return moved;
    }
}
