package io.roosa.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long ROOSA takes until it serves, and what it occupies while nothing happens: each application alone, and all in one. */
@Command(name = "start", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Starts each application alone and all in one, and tells when it was ready and what it occupies while idle.")
final class Start extends Trial {

    static final String ALL_IN_ONE = "all in one";

    @Option(names = "--only", paramLabel = "a,b,...", split = ",", description = "Only these applications; 'all in one' is one of them.")
    private List<String> only = List.of();

    @Option(names = "--idle", paramLabel = "TIME", defaultValue = "10s", description = "How long after it is ready its memory is read. Default: ${DEFAULT-VALUE}.")
    private String idle;

    @Option(names = "--lean", paramLabel = "OPTIONS",
            description = "The JVM options of the lean way. Default: those of ops/jvm.options, with which ./roosa runs.")
    private Optional<String> lean;

    private static final int NEW_SINCE_19 = 19;
    private static final int NEW_SINCE_25 = 25;

    /** One start. @param cpuSeconds until it was ready */
    record Started(String application, String way, double readySeconds, double cpuSeconds, long residentMiB, long threads) {
    }

    @Override
    Object tried(House house) throws Exception {
        List<Started> all = new ArrayList<>();
        List<String> applications = new ArrayList<>(List.of(ALL_IN_ONE, House.STORE, House.EXPERIENCE, House.PROCESS));
        applications.addAll(House.MOCKS);
        List<String> unknown = only.stream().filter(name -> !applications.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new Skipped("--only: expected some of " + String.join(", ", applications) + "; not " + String.join(", ", unknown));
        }
        for (String application : applications) {
            if (only.isEmpty() || only.contains(application)) {
                for (Map.Entry<String, List<String>> way : ways(house.kit().directory().resolve(application.replace(' ', '-') + ".archive")).entrySet()) {
                    all.add(started(application, way.getKey(), way.getValue()));
                }
            }
        }
        return all;
    }

    /** By name; one that makes an archive comes before one that uses it. */
    private Map<String, List<String>> ways(Path archive) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        int release = Runtime.version().feature();
        ways.put("as it is", List.of());
        List<String> leanOptions = words(lean.orElse("@" + home().resolve("ops/jvm.options")));
        ways.put("lean", leanOptions);
        if (release >= NEW_SINCE_19) {
            List<String> cds = List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
            ways.put("makes a class-data archive", cds);
            ways.put("with class-data archive", cds);
            List<String> both = new ArrayList<>(leanOptions);
            both.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive + "-lean"));
            ways.put("lean, makes an archive", both);
            ways.put("lean, with class-data archive", both);
        }
        if (release >= NEW_SINCE_25) {
            List<String> makes = new ArrayList<>(leanOptions);
            makes.add("-XX:AOTCacheOutput=" + archive + "-aot");
            ways.put("lean, makes an AOT cache", makes);
            List<String> uses = new ArrayList<>(leanOptions);
            uses.add("-XX:AOTCache=" + archive + "-aot");
            ways.put("lean, with AOT cache", uses);
        }
        return ways;
    }

    private Started started(String application, String way, List<String> options) throws Exception {
        tell(application + ", " + way);
        return (Started) inHouse(house -> {
            if (List.of(House.EXPERIENCE, House.PROCESS).contains(application)) {
                house.start(House.STORE);
            }
            long began = System.nanoTime();
            Server server = application.equals(ALL_IN_ONE) ? house.launchAllInOne(options) : house.javaOptions(application, options).launch(application);
            List<String> awaited = application.equals(ALL_IN_ONE) ? House.all() : List.of(application);
            for (String name : awaited) {
                house.kit().await(server, house.health(name));
            }
            double ready = (System.nanoTime() - began) / 1e9;
            double cpu = server.cpuSeconds();
            Thread.sleep(duration("--idle", idle).toMillis());
            Inside inside = Inside.glance(server);
            server.close();
            return new Started(application, way, ready, cpu, inside.residentMiB(), inside.threads());
        });
    }

    @Override
    String table(Object figures) {
        StringBuilder text = new StringBuilder(String.format("%-20s %-30s %9s %9s %14s %8s%n", "", "", "ready, s", "CPU, s", "resident, MiB", "threads"));
        ((List<?>) figures).stream().map(Started.class::cast).forEach(one -> text.append(String.format(Locale.ROOT, "%-20s %-30s %9.1f %9.1f %14d %8d%n", one.application(),
                one.way(), one.readySeconds(), one.cpuSeconds(), one.residentMiB(), one.threads())));
        return text.toString();
    }

    @Override
    boolean passed(Object figures) {
        return true;
    }
}
