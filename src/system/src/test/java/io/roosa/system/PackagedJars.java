package io.roosa.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The jars as the build leaves them, started as a user starts them, with a modest heap. */
final class PackagedJars {

    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private static final List<String> MODEST = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private PackagedJars() {
    }

    /** One of the six. */
    static Path jar(String application) {
        return HOME.resolve(House.PARTS.stream().filter(part -> part.name().equals(application)).findFirst().orElseThrow().jar());
    }

    /** Starts one of the six in {@code directory}, with such options as {@code -Dkey=value}. */
    static RunningJar application(String name, Path directory, Map<String, String> variables, String... options) {
        return started(name, jar(name), directory, variables, List.of(options), List.of());
    }

    /** Starts the launcher in {@code directory}. */
    static RunningJar launcher(Path directory, Map<String, String> variables, List<String> options, String... arguments) {
        return started("roosa", HOME.resolve("src/system/target/roosa.jar"), directory, variables, options, Arrays.asList(arguments));
    }

    private static RunningJar started(String name, Path jar, Path directory, Map<String, String> variables, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(MODEST);
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return RunningJar.start(name, 0, command, variables, directory, directory.resolve(name + ".out"));
    }
}
