package io.roosa.shared.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The environment an application runs in: {@code dev} unless {@code camel.main.profile} names another. */
public record Environment(String name) {

    private static final String PROPERTY = "camel.main.profile";

    /**
     * The environment that {@code -Dcamel.main.profile} or {@code CAMEL_MAIN_PROFILE} chooses.
     *
     * @throws WrongSetting where neither the jar nor the working directory has a file for it
     */
    public static Environment chosen() {
        return named(Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv("CAMEL_MAIN_PROFILE")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElse("dev"));
    }

    /** The environment of that name. @throws WrongSetting where neither the jar nor the working directory has a file for it */
    public static Environment named(String name) {
        Environment environment = new Environment(name);
        if (environment.locations().isEmpty()) {
            throw new WrongSetting(PROPERTY, name,
                    "dev or test, or the name of an application-<name>.properties in the working directory");
        }
        return environment;
    }

    /** The files that hold its properties, the one that wins first: the working directory's, then the jar's. */
    List<String> locations() {
        List<String> locations = new ArrayList<>();
        if (!name.matches("[A-Za-z0-9_-]{1,40}")) {
            return locations;
        }
        if (Files.isReadable(Path.of(file()))) {
            locations.add("file:" + file());
        }
        if (Environment.class.getResource("/" + file()) != null) {
            locations.add("classpath:" + file());
        }
        return locations;
    }

    private String file() {
        return "application-" + name + ".properties";
    }

    @Override
    public String toString() {
        return name;
    }
}
