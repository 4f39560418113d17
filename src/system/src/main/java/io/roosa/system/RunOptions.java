package io.roosa.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.Option;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.Environment;
import io.roosa.shared.app.WrongSetting;

/** How the six applications are to run; the same for every command that starts them. */
public final class RunOptions {

    private static final String CAMEL_CLI = "camel-cli";

    @Option(names = "--processes", description = "Start six JVMs from the packaged jars; without it all six run in this one JVM.")
    private boolean processes;

    @Option(names = "--env", paramLabel = "ENV", description = "The environment: dev (fixed ports, lifelike delays) or test (free ports,"
            + " quick answers), or the name of an application-ENV.properties in the working directory. Default: dev,"
            + " or what -Dcamel.main.profile or CAMEL_MAIN_PROFILE says.")
    private String environment;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept: each application's data, and the logs in DIR/log."
            + " Default: data; for a demo, a fresh temporary directory.")
    private Path data;

    Environment environment() {
        return environment == null ? Environment.chosen() : Environment.named(environment);
    }

    Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    /**
     * The house that was asked for, not yet started. From here on log lines go to a file below {@code directory}.
     *
     * @param environment whose properties it reads
     * @param directory where its logs go
     * @param keptThere whether each application's data go there too, rather than where its properties say
     * @param consoleLevel the least level of log lines that are also shown on standard error, OFF for none
     */
    Plan plan(Environment environment, Path directory, boolean keptThere, String consoleLevel) {
        Application.prepareJvm();
        Path log = directory.resolve("log").resolve("roosa.log");
        try {
            Files.createDirectories(log.getParent());
        } catch (IOException e) {
            throw new WrongSetting("--data", directory.toString(), "a directory that can be written (" + e + ")");
        }
        // Before the first logger is made: all that comes after may make one.
        System.getProperties().putIfAbsent("logback.configurationFile", "logback-roosa.xml");
        System.setProperty("roosa.log", log.toString());
        System.setProperty("roosa.console.level", consoleLevel);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        AddressBook addresses = AddressBook.of(environment).withFreePorts();
        if (!processes && addresses.isOn(CAMEL_CLI)) {
            throw new WrongSetting(CAMEL_CLI, "true", "--processes with it; the camel command knows one application in each process");
        }
        if (keptThere) {
            addresses.keptIn(directory);
        }
        return new Plan(addresses, processes ? new SixProcesses(addresses, home(), directory) : new AllInOne(addresses, log), directory);
    }

    /** The project's folder, told from where the launcher's jar lies: src/system/target/roosa.jar. */
    public static Path home() {
        Path launcher = Path.of(URI.create(RunOptions.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        return launcher.resolve("../../../..").normalize();
    }

    /**
     * What is about to be started.
     *
     * @param addresses where each application will be
     * @param house the six applications
     * @param directory where the logs go
     */
    record Plan(AddressBook addresses, House house, Path directory) {
    }
}
