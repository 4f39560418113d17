package io.roosa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what it was measured. @param load the load average of the last minute, before the run */
record Machine(int cores, String cpu, long memoryMiB, String system, String jdk, double load) {

    static Machine here() {
        return new Machine(Runtime.getRuntime().availableProcessors(), field("/proc/cpuinfo", "model name"),
                Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"), loadNow());
    }

    static double loadNow() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(name)).findFirst().map(line -> line.split(":", 2)[1].strip())
                    .orElse("0");
        } catch (IOException notLinux) {
            return "0";
        }
    }
}
