package io.roosa.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every second at how many orders were shipped so far, and at what the processes occupy. */
final class Watch implements AutoCloseable {

    private final House house;
    private final long began = System.nanoTime();
    private final List<Seen> seen = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /** @param shipped so far, by shipping-sys-api's ledger */
    record Seen(double second, long shipped, Map<String, Long> residentMiB, Map<String, Long> descriptors) {
    }

    Watch(House house) {
        this.house = house;
        clock.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            Map<String, Long> resident = new LinkedHashMap<>();
            Map<String, Long> descriptors = new LinkedHashMap<>();
            for (String name : List.of(House.EXPERIENCE, House.PROCESS, House.STORE)) {
                Inside inside = Inside.glance(house.server(name));
                resident.put(name, inside.residentMiB());
                descriptors.put(name, inside.descriptors());
            }
            long shipped = shipped(house);
            synchronized (seen) {
                seen.add(new Seen(now(), shipped, resident, descriptors));
            }
        } catch (Skipped busy) {
            // the next look tells
        }
    }

    /** Seconds since it began. */
    double now() {
        return (System.nanoTime() - began) / 1e9;
    }

    static long shipped(House house) throws Skipped {
        return Web.json(house.url("shipping-sys-api") + "/shipping/ledger").path("shipments").asLong();
    }

    List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Shipped a second between two moments. */
    double shippedPerSecond(double from, double until) {
        List<Seen> within = seen().stream().filter(one -> one.second() >= from && one.second() <= until).toList();
        if (within.size() < 2) {
            return 0;
        }
        Seen first = within.get(0);
        Seen last = within.get(within.size() - 1);
        return (last.shipped() - first.shipped()) / (last.second() - first.second());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
