package io.roosa.system;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Help.Ansi;

/** Shows how orders fare while they are under way: in place on a terminal, as plain lines anywhere else. */
interface LifeView {

    /** Shows what has become of the orders by {@code now}. */
    void show(List<Life> lives, Duration now);

    /** The view for where the output goes. */
    static LifeView of(PrintWriter out, Ansi ansi) {
        LifeTable table = new LifeTable(ansi);
        return ansi.enabled() ? new InPlace(out, table, terminalLines()) : new LineByLine(out, table);
    }

    private static int terminalLines() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
            try (Scanner size = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
                return stty.waitFor(1, TimeUnit.SECONDS) && size.hasNextInt() ? Math.max(10, size.nextInt()) : 24;
            }
        } catch (IOException noStty) {
            return 24;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 24;
        }
    }

    /** A table that is drawn over itself. */
    final class InPlace implements LifeView {

        private static final int AROUND = 4;

        private final PrintWriter out;
        private final LifeTable table;
        private final int height;
        private int drawn;

        InPlace(PrintWriter out, LifeTable table, int height) {
            this.out = out;
            this.table = table;
            this.height = height;
        }

        @Override
        public void show(List<Life> lives, Duration now) {
            List<String> lines = table.lines(lives, now, height - AROUND);
            // Up to where it began, without wrapping, clear what is below: a narrow terminal cuts rows rather than breaks the table.
            StringBuilder frame = new StringBuilder(drawn > 0 ? "\033[" + drawn + "A" : "").append("\r\033[J\033[?7l");
            lines.forEach(line -> frame.append(line).append('\n'));
            out.print(frame.append("\033[?7h"));
            out.flush();
            drawn = lines.size();
        }
    }

    /** A line for each new status. */
    final class LineByLine implements LifeView {

        private final PrintWriter out;
        private final LifeTable table;
        private final Map<String, Integer> told = new HashMap<>();

        LineByLine(PrintWriter out, LifeTable table) {
            this.out = out;
            this.table = table;
        }

        @Override
        public void show(List<Life> lives, Duration now) {
            List<Map.Entry<Life.Seen, String>> news = new ArrayList<>();
            lives.forEach(life -> {
                life.seen().subList(told.getOrDefault(life.orderId(), 0), life.seen().size())
                        .forEach(seen -> news.add(Map.entry(seen, table.line(life, seen))));
                told.put(life.orderId(), life.seen().size());
            });
            news.stream().sorted(Comparator.comparing(line -> line.getKey().at())).forEach(line -> out.println(line.getValue()));
        }
    }
}
