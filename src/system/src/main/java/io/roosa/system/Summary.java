package io.roosa.system;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums up what became of the orders of a demo, as lines for the reader. */
final class Summary {

    private final List<Life> lives;
    private final List<Observation> observations;

    Summary(List<Life> lives, List<Observation> observations) {
        this.lives = lives;
        this.observations = observations;
    }

    /** How many ended how, how long that took, and what became of the money. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Map<String, Long> ends = lives.stream().collect(Collectors.groupingBy(life -> life.isEnded() ? life.status().name() : "not ended",
                TreeMap::new, Collectors.counting()));
        lines.add("Orders     " + lives.size() + " accepted: " + ends.entrySet().stream().map(end -> end.getValue() + " " + end.getKey())
                .collect(Collectors.joining(", ")));
        List<Duration> times = lives.stream().filter(Life::isEnded).map(life -> life.age(Duration.ZERO)).sorted().toList();
        lines.add("Time       to the end, as its customer sees it: p50 " + seconds(percentile(times, 0.50)) + ", p95 " + seconds(percentile(times, 0.95)));
        money().forEach((currency, money) -> lines.add(String.format("Money      %s charged %10s, given back %10s, kept %10s", currency,
                money.charged(), money.charged().subtract(money.kept()), money.kept())));
        lives.stream().filter(life -> !life.isEnded()).forEach(life -> lines.add("Not ended  " + life.orderId() + " at " + life.status()));
        return lines;
    }

    /** By currency, from the payment provider's ledger. */
    Map<String, Money> money() {
        Map<String, DrawnOrder> orders = new HashMap<>();
        lives.forEach(life -> orders.put(life.orderId(), life.order()));
        Map<String, Money> money = new TreeMap<>();
        observations.forEach(observation -> observation.books().ifPresent(books -> {
            if (books.charges() == 0) {
                return;
            }
            DrawnOrder order = orders.get(observation.orderId());
            money.merge(order.currency(), new Money(times(order, books.charges()), times(order, books.netCharges())), Money::plus);
        }));
        return money;
    }

    /** What was taken, and what of it was not given back. */
    record Money(BigDecimal charged, BigDecimal kept) {
        Money plus(Money other) {
            return new Money(charged.add(other.charged), kept.add(other.kept));
        }
    }

    private static BigDecimal times(DrawnOrder order, long charges) {
        return order.total().multiply(BigDecimal.valueOf(charges));
    }

    /** The least time within which that share of the orders ended; zero where none did. */
    static Duration percentile(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
