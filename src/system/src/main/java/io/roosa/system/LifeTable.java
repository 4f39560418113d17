package io.roosa.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import picocli.CommandLine.Help.Ansi;

import io.roosa.shared.order.OrderStatus;

/** Draws the lives of orders as a table: one row for each order, one mark for each status that it has reached. */
final class LifeTable {

    private static final int STEPS = 6;
    private static final String ROW = "%-8s  %-20.20s %12s  %s  %-23s %6s";

    private final Ansi ansi;

    LifeTable(Ansi ansi) {
        this.ansi = ansi;
    }

    /**
     * The table as it stands at {@code now}.
     *
     * @param rows how many orders fit; where there are more, those that have not ended come first
     */
    List<String> lines(List<Life> lives, Duration now, int rows) {
        List<Life> shown = lives.size() <= rows ? lives
                : Stream.concat(lives.stream().filter(life -> !life.isEnded()), lives.stream().filter(Life::isEnded)).limit(rows).toList();
        List<String> lines = new ArrayList<>();
        lines.add(styled("bold", String.format(ROW, "ORDER", "CUSTOMER", "TOTAL", "LIFE  ", "STATUS", "TIME").stripTrailing()));
        shown.forEach(life -> lines.add(row(life, now)));
        if (shown.size() < lives.size()) {
            lines.add("... and " + (lives.size() - shown.size()) + " more");
        }
        long ended = lives.stream().filter(Life::isEnded).count();
        lines.add(ended + " of " + lives.size() + " have ended");
        return lines;
    }

    String row(Life life, Duration now) {
        // Colours have no width: they are put around what has been padded already.
        return String.format(ROW, life.shortId(), life.order().customer(), life.order().price(), marks(life),
                "\0", String.format(Locale.ROOT, "%.1f s", life.age(now).toMillis() / 1000.0))
                .replace(String.format("%-23s", "\0"), styled(style(life.status()), String.format("%-23s", life.status())));
    }

    /** One line for one new status, where nothing can be drawn in place. */
    String line(Life life, Life.Seen seen) {
        return String.format(Locale.ROOT, "%7.1f s  %-8s  %-20.20s %12s  %s", seen.at().toMillis() / 1000.0, life.shortId(),
                life.order().customer(), life.order().price(), styled(style(seen.status()), seen.status().name()));
    }

    /** One mark for each status on the way to the present one, also for those that were gone before they were asked for. */
    private String marks(Life life) {
        int reached = step(life.status());
        return styled("cyan", "●".repeat(reached - 1)) + styled(style(life.status()), mark(life.status())) + "·".repeat(STEPS - reached);
    }

    private static int step(OrderStatus status) {
        return switch (status) {
            case RECEIVED -> 1;
            case INVENTORY_CHECK_STARTED -> 2;
            case INVENTORY_CONFIRMED, INVENTORY_FAILED -> 3;
            case PAYMENT_COMPLETED, PAYMENT_FAILED -> 4;
            case SHIPPING_REQUESTED -> 5;
            case SHIPPED, SHIPPING_FAILED -> STEPS;
        };
    }

    private static String mark(OrderStatus status) {
        return switch (status) {
            case SHIPPED -> "✔";
            case INVENTORY_FAILED, PAYMENT_FAILED, SHIPPING_FAILED -> "✘";
            case RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_CONFIRMED, PAYMENT_COMPLETED, SHIPPING_REQUESTED -> "●";
        };
    }

    private static String style(OrderStatus status) {
        return switch (status) {
            case SHIPPED -> "green";
            case INVENTORY_FAILED, PAYMENT_FAILED, SHIPPING_FAILED -> "red";
            case RECEIVED, INVENTORY_CHECK_STARTED, INVENTORY_CONFIRMED, PAYMENT_COMPLETED, SHIPPING_REQUESTED -> "cyan";
        };
    }

    private String styled(String style, String text) {
        return ansi.enabled() ? Ansi.Style.on(Ansi.Style.valueOf(style.equals("bold") ? "bold" : "fg_" + style)) + text
                + Ansi.Style.off(Ansi.Style.reset) : text;
    }
}
